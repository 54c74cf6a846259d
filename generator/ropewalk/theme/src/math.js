// Draws a page's formulas; one that cannot be drawn stays as it was written.
import katex from "katex";
import "katex/contrib/mhchem";

function draw(place) {
  const code = place.querySelector("code");
  if (!code || place.dataset.drawn !== undefined) return;
  const made = document.createElement("span");
  try {
    katex.render(code.textContent, made, { displayMode: !place.matches(".math-inline"), throwOnError: true, trust: false, maxExpand: 500 });
  } catch (error) {
    place.title = error.message;
    return;
  }
  code.replaceWith(made);
  place.dataset.drawn = "";
}

window.ropewalkMath = {
  draw: (within) => {
    for (const place of within.querySelectorAll(".math")) draw(place);
  },
};
