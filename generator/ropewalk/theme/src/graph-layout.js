// A worker that lays the graph out. It is given { positions, edges, steps } and answers with positions
// now and then, and { positions, done: true } at the end.
import { Layout } from "./lib/graph-layout.js";

onmessage = ({ data }) => {
  const layout = new Layout(data);
  // Each answer has the page draw everything anew, so they come at growing intervals.
  let next = performance.now() + 300;
  while (layout.step()) {
    if (performance.now() < next) continue;
    postMessage({ positions: layout.positions() });
    next = performance.now() + layout.elapsed();
  }
  postMessage({ positions: layout.positions(), done: true });
};
