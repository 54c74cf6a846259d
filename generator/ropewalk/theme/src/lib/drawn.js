// Formulas and diagrams: what draws them is loaded where a page holds some.
import { loadScript, loadStyle } from "./site.js";

export function drawFormulas() {
  if (!document.querySelector(".math")) return;
  Promise.all([loadStyle("-/math.css"), loadScript("-/math.js")])
    .then(() => window.ropewalkMath.draw(document)).catch(console.warn);
}

export function drawDiagrams() {
  const blocks = document.querySelectorAll("pre.mermaid");
  if (blocks.length) loadScript("-/mermaid.js").then(() => window.ropewalkMermaid.draw(blocks)).catch(console.warn);
}
