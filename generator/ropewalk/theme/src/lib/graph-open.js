// What opens a graph: the page of the whole one, and the button for one step further beside a note.
import { element, loadScript, text } from "./site.js";

const button = () => document.querySelector("[data-rw-near-depth]");

/** Goes to the page of the graph. */
export const openGraph = () => document.querySelector("[data-rw-graph-page]")?.click();

function offerDepth() {
  const near = document.querySelector(".rw-near-notes .near");
  if (!button() || location.protocol === "file:") return;
  button().hidden = false;
  let wider;
  button().addEventListener("click", async () => {
    const isWide = button().getAttribute("aria-pressed") === "true";
    try {
      await loadScript("-/local-graph.js");
      wider ??= await window.ropewalkLocalGraph.draw();
    } catch (error) {
      console.warn(error);
      button().replaceWith(element("span", { role: "status" }, text("graph_no_data")));
      return;
    }
    if (isWide) wider.replaceWith(near);
    else near.replaceWith(wider);
    button().setAttribute("aria-pressed", !isWide);
  });
}

export function offerGraphs() {
  offerDepth();
  const place = document.querySelector("[data-rw-graph]");
  if (place) loadScript("-/graph.js").then(() => window.ropewalkGraph.show(place)).catch(console.warn);
}
