// The page of the whole site's graph: the picture, its filters, and the same notes as a list.
import { Controls } from "./lib/graph-controls.js";
import { readGraph } from "./lib/graph-data.js";
import { beginning, Layout } from "./lib/graph-layout.js";
import { Picture } from "./lib/graph-picture.js";
import { base, element, text } from "./lib/site.js";

// Milliseconds of work at a time where no worker can be had.
const slice = 12;
const pause = () => new Promise((resolve) => setTimeout(resolve));

function stepsFor(count) {
  if (count > 5000) return 150;
  return count > 1000 ? 250 : 400;
}

function layInWorker(task, show) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("-/graph-layout.js", base));
    worker.onerror = reject;
    worker.onmessage = ({ data }) => {
      show(data.positions);
      if (!data.done) return;
      worker.terminate();
      resolve();
    };
    worker.postMessage(task);
  });
}

async function layInSlices(task, show) {
  const layout = new Layout(task);
  let until = performance.now() + slice;
  while (layout.step()) {
    if (performance.now() < until) continue;
    await pause();
    until = performance.now() + slice;
  }
  show(layout.positions());
}

async function layOut(task, show) {
  try {
    await layInWorker(task, show);
  } catch (error) {
    console.warn(error);
    await layInSlices(task, show);
  }
}

function tell(place, key) {
  place.replaceChildren(element("p", { class: "rw-graph-says", role: "status" }, text(key)));
  place.hidden = false;
}

async function showGraph(place) {
  if (location.protocol === "file:") {
    tell(place, "graph_needs_server");
    return;
  }
  let graph;
  try {
    graph = await readGraph();
  } catch (error) {
    console.warn(error);
    tell(place, "graph_no_data");
    return;
  }
  const edges = new Uint32Array(graph.edges.flatMap(([from, to]) => [from, to]));
  const positions = beginning(graph.nodes.length);
  place.hidden = false;
  const controls = new Controls(graph, place);
  let picture;
  try {
    picture = await Picture.of(graph, positions, controls.stage);
  } catch (error) {
    console.warn(error);
    controls.withoutPicture(text("graph_no_picture"));
    return;
  }
  controls.steer(picture);
  await layOut({ positions, edges, steps: stepsFor(graph.nodes.length) }, (found) => picture.move(found));
  picture.settle();
  place.dataset.rwGraph = "laid out";
}

window.ropewalkGraph = { show: (place) => showGraph(place).catch(reportError) };
