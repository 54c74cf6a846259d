// The graph of the site: -/graph.json read once, with the neighbours of each node.
import { base } from "./site.js";

let reading;

async function read() {
  const answer = await fetch(new URL("-/graph.json", base));
  if (!answer.ok) throw new Error(`-/graph.json: ${answer.status}`);
  const { nodes, edges } = await answer.json();
  const neighbours = nodes.map(() => new Set());
  for (const [from, to] of edges) {
    neighbours[from].add(to);
    neighbours[to].add(from);
  }
  return { nodes, edges, neighbours };
}

/** { nodes: [{ id, title, path, tags }], edges: [[from, to, links]], neighbours: [Set of numbers] } */
export function readGraph() {
  reading ??= read();
  return reading;
}
