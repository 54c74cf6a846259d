// The picture of the graph: sigma's drawing of it in the theme's colours.
import Graph from "graphology";
import Sigma from "sigma";
import { EdgeLineProgram, NodePointProgram } from "sigma/rendering";
import { encoded, pageAddress } from "./site.js";

// How many nodes or edges are added before the page may do something else.
const chunk = 2000;
// More lines than this are not drawn while anything moves.
const many = 5000;
const pause = () => new Promise((resolve) => setTimeout(resolve));

/** The colours of custom properties, which light-dark() keeps from being read as they are. */
function colours() {
  const probe = document.createElement("span");
  document.body.append(probe);
  const read = (name) => {
    probe.style.color = `var(--rw-${name})`;
    return getComputedStyle(probe).color;
  };
  const found = {
    node: read("edge"), line: read("line"), accent: read("accent"), ink: read("ink"), faint: read("line"), surface: read("surface"),
  };
  probe.remove();
  return found;
}

/** The name of a node beside it; of the one pointed at, on a ground of its own. */
function drawLabel(context, data, settings, colour) {
  if (!data.label) return;
  context.font = `${data.marked ? 600 : 400} ${settings.labelSize}px ${settings.labelFont}`;
  const [x, y] = [data.x + data.size + 4, data.y + settings.labelSize / 3];
  // A rim of the ground's colour, so that dots and lines below leave a name readable.
  context.lineJoin = "round";
  context.lineWidth = 4;
  context.strokeStyle = colour.surface;
  context.strokeText(data.label, x, y);
  if (data.marked) {
    const width = context.measureText(data.label).width;
    context.fillStyle = colour.surface;
    context.fillRect(x - 3, y - settings.labelSize, width + 6, settings.labelSize + 6);
  }
  context.fillStyle = colour.ink;
  context.fillText(data.label, x, y);
}

export class Picture {
  /** Draws the graph in an element, a part at a time; rejects where the browser can't. */
  static async of(graph, positions, stage) {
    const model = new Graph({ type: "undirected", multi: false, allowSelfLoops: false });
    const base = graph.nodes.length > 2000 ? 1.2 : 2.5;
    const largest = Math.max(1, ...graph.neighbours.map(({ size }) => size));
    for (let index = 0; index < graph.nodes.length; index += 1) {
      const size = base + 9 * Math.sqrt(graph.neighbours[index].size / largest);
      model.addNode(index, { x: positions[2 * index], y: positions[2 * index + 1], size, label: graph.nodes[index].title });
      if (index % chunk === chunk - 1) await pause();
    }
    for (let index = 0; index < graph.edges.length; index += 1) {
      model.mergeEdge(graph.edges[index][0], graph.edges[index][1]);
      if (index % chunk === chunk - 1) await pause();
    }
    return new Picture(graph, model, stage);
  }

  constructor(graph, model, stage) {
    this.graph = graph;
    this.model = model;
    this.shown = null;
    this.marked = null;
    this.colours = colours();
    // Very many lines take longest to draw, and say nothing before their ends have found their places.
    this.isSettled = graph.edges.length <= many;
    const isSettled = () => this.isSettled;
    class Lines extends EdgeLineProgram {
      render(params) {
        if (isSettled()) super.render(params);
      }
    }
    this.sigma = new Sigma(model, stage, {
      allowInvalidContainer: true,
      // Lines of one pixel, and points: ten thousand rectangles or triangles of each take seconds where
      // software draws them.
      edgeProgramClasses: { line: Lines },
      nodeProgramClasses: { circle: NodePointProgram },
      labelFont: getComputedStyle(document.body).fontFamily,
      labelSize: 13,
      labelRenderedSizeThreshold: 8,
      labelDensity: 0.6,
      zIndex: true,
      minCameraRatio: 0.02,
      maxCameraRatio: 3,
      hideEdgesOnMove: graph.edges.length > many,
      nodeReducer: (node, data) => this.node(Number(node), data),
      edgeReducer: (edge, data) => this.edge(edge, data),
      defaultDrawNodeLabel: (context, data, settings) => drawLabel(context, data, settings, this.colours),
      defaultDrawNodeHover: (context, data, settings) => drawLabel(context, { ...data, marked: true }, settings, this.colours),
    });
    this.sigma.on("enterNode", ({ node }) => {
      stage.dataset.pointing = "";
      this.mark(Number(node));
    });
    this.sigma.on("leaveNode", () => {
      delete stage.dataset.pointing;
      this.mark(null);
    });
    this.sigma.on("clickNode", ({ node }) => location.assign(pageAddress(encoded(graph.nodes[node].id))));
    new MutationObserver(() => {
      this.colours = colours();
      this.draw();
    }).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  }

  isNear(node) {
    return this.marked === null || node === this.marked || this.graph.neighbours[this.marked].has(node);
  }

  node(node, data) {
    if (!this.shown && this.marked === null) return { ...data, color: this.colours.node };
    if (this.shown && !this.shown.has(node)) return { ...data, hidden: true };
    if (!this.isNear(node)) return { ...data, color: this.colours.faint, label: "", zIndex: 0 };
    const isMarked = node === this.marked;
    return {
      ...data, color: this.marked === null ? this.colours.node : this.colours.accent, zIndex: 1,
      size: isMarked ? data.size + 2 : data.size, marked: isMarked, forceLabel: isMarked,
    };
  }

  edge(edge, data) {
    // What holds for each of very many lines, most of the time.
    if (!this.shown && this.marked === null) return { color: this.colours.line, size: 0.8 };
    const [from, to] = this.model.extremities(edge).map(Number);
    const isHidden = this.shown && !(this.shown.has(from) && this.shown.has(to));
    const isMarked = this.marked !== null && (from === this.marked || to === this.marked);
    if (isHidden || (this.marked !== null && !isMarked)) return { ...data, hidden: true };
    return { ...data, color: isMarked ? this.colours.accent : this.colours.line, size: isMarked ? 1.5 : 0.8 };
  }

  draw() {
    this.sigma.scheduleRefresh({ skipIndexation: true });
  }

  /** Highlights a node with its neighbours; null: none. */
  mark(node) {
    if (this.marked === node) return;
    this.marked = node;
    this.draw();
  }

  /** Leaves only a Set of nodes to be seen; null: all. */
  show(nodes) {
    this.shown = nodes;
    this.draw();
  }

  move(positions) {
    this.model.updateEachNodeAttributes((node, data) => {
      data.x = positions[2 * node];
      data.y = positions[2 * node + 1];
      return data;
    }, { attributes: ["x", "y"] });
  }

  /** Draws all lines from now on: the layout has ended. */
  settle() {
    this.isSettled = true;
    this.sigma.scheduleRender();
  }

  zoom(step) {
    const camera = this.sigma.getCamera();
    const duration = matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 200;
    if (step > 0) camera.animatedZoom({ duration });
    else if (step < 0) camera.animatedUnzoom({ duration });
    else camera.animatedReset({ duration });
  }
}
