// The picture beside a note, one step further: its neighbours' neighbours in a second ring.
import { readGraph } from "./lib/graph-data.js";
import { encoded, here, pageAddress, pageKey } from "./lib/site.js";

const most = 80;
const [width, height] = [240, 240];

function svg(name, attributes, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

const name = (title, x, y) => svg("text", { x, y }, title.length > 17 ? `${title.slice(0, 16)}…` : title);

function nodeAt({ title, id }, [x, y], radius) {
  return svg("a", { class: "near-node", href: pageAddress(encoded(id)), tabindex: -1 },
    svg("circle", { cx: x, cy: y, r: radius }), svg("title", {}, title),
    name(title, x, y + 16));
}

/** The second ring by the neighbour through which it was found first. */
function rings(neighbours, own) {
  const first = [...neighbours[own]];
  const seen = new Set([own, ...first]);
  const second = [];
  for (const near of first) {
    for (const far of neighbours[near]) {
      if (seen.has(far) || second.length >= most) continue;
      seen.add(far);
      second.push(far);
    }
  }
  return [first.slice(0, most), second];
}

const round = (count, reach) => Array.from({ length: count }, (_, index) => {
  const angle = (2 * Math.PI * index) / count - Math.PI / 2;
  return [width / 2 + (width / 2 - 14) * reach * Math.cos(angle), height / 2 + (height / 2 - 20) * reach * Math.sin(angle)];
});

function picture({ nodes, neighbours }, own) {
  const [first, second] = rings(neighbours, own);
  const places = new Map([[own, [width / 2, height / 2]]]);
  round(first.length, 0.5).forEach((place, index) => places.set(first[index], place));
  round(second.length, 1).forEach((place, index) => places.set(second[index], place));
  let lines = "";
  for (const [node, [x, y]] of places) {
    for (const other of neighbours[node]) {
      if (other > node && places.has(other)) lines += `M${x} ${y} ${places.get(other).join(" ")}`;
    }
  }
  const [x, y] = places.get(own);
  return svg("svg", { class: "near", viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" },
    svg("path", { class: "near-lines", d: lines }),
    ...second.map((node) => nodeAt(nodes[node], places.get(node), 3)), ...first.map((node) => nodeAt(nodes[node], places.get(node), 5)),
    svg("g", { class: "near-own" }, svg("circle", { cx: x, cy: y, r: 7 }), svg("title", {}, nodes[own].title), name(nodes[own].title, x, y + 18)));
}

window.ropewalkLocalGraph = {
  /** The picture of this page, two steps deep; rejects where the graph can't be read. */
  async draw() {
    const graph = await readGraph();
    const own = graph.nodes.findIndex(({ id }) => pageKey(id) === here);
    if (own < 0) throw new Error(`-/graph.json lacks ${here}`);
    return picture(graph, own);
  },
};
