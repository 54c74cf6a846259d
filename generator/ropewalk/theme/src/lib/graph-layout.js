// ForceAtlas2, one step at a time, over plain arrays: the same in a worker and, in slices, on the page.
import defaults from "graphology-layout-forceatlas2/defaults.js";
import iterate from "graphology-layout-forceatlas2/iterate.js";

// Of one node and of one edge, as the library lays them out.
const perNode = 10;
const perEdge = 3;

/** Places for nodes to begin at, the same each time: a sunflower's. */
export function beginning(count) {
  const positions = new Float32Array(2 * count);
  for (let index = 0; index < count; index += 1) {
    const radius = 10 * Math.sqrt(index + 1);
    positions[2 * index] = radius * Math.cos(index * 2.39996);
    positions[2 * index + 1] = radius * Math.sin(index * 2.39996);
  }
  return positions;
}

export class Layout {
  constructor({ positions, edges, steps }) {
    const count = positions.length / 2;
    this.begun = performance.now();
    this.left = steps;
    this.settings = {
      ...defaults, barnesHutOptimize: count > 500, barnesHutTheta: 0.8, strongGravityMode: true, gravity: 0.06, scalingRatio: 12,
      slowDown: 1 + Math.log(count + 1), linLogMode: false,
    };
    this.nodes = new Float32Array(perNode * count);
    this.edges = new Float32Array(perEdge * (edges.length / 2));
    for (let index = 0; index < count; index += 1) {
      this.nodes.set([positions[2 * index], positions[2 * index + 1], 0, 0, 0, 0, 1, 1, 1, 0], perNode * index);
    }
    for (let index = 0; index < edges.length / 2; index += 1) {
      const [from, to] = [perNode * edges[2 * index], perNode * edges[2 * index + 1]];
      this.edges.set([from, to, 1], perEdge * index);
      this.nodes[from + 6] += 1;
      this.nodes[to + 6] += 1;
    }
  }

  elapsed() {
    return performance.now() - this.begun;
  }

  /** Takes one step; false: it was the last. */
  step() {
    iterate(this.settings, this.nodes, this.edges);
    this.left -= 1;
    return this.left > 0;
  }

  positions() {
    const found = new Float32Array(this.nodes.length / perNode * 2);
    for (let index = 0; index < found.length / 2; index += 1) {
      found[2 * index] = this.nodes[perNode * index];
      found[2 * index + 1] = this.nodes[perNode * index + 1];
    }
    return found;
  }
}
