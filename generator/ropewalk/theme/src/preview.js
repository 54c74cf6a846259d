// The preview of a link: a note, or the section or block of it that the link names, beside the link.
import { autoUpdate, computePosition, flip, offset, shift, size } from "@floating-ui/dom";
import { passageAt } from "./lib/preview-passage.js";
import { element, text } from "./lib/site.js";

const patience = 250;
let shown = null;

function hide() {
  shown?.stop();
  shown?.box.remove();
  shown = null;
}

function place(link, box) {
  return autoUpdate(link, box, async () => {
    const middleware = [
      offset(8), flip({ padding: 8 }), shift({ padding: 8 }),
      size({ padding: 8, apply: ({ availableHeight }) => box.style.setProperty("--rw-room", `${Math.max(120, availableHeight)}px`) }),
    ];
    const { x, y } = await computePosition(link, box, { placement: "bottom-start", strategy: "fixed", middleware });
    box.style.translate = `${Math.round(x)}px ${Math.round(y)}px`;
  });
}

/** Hides the preview a moment after the pointer has left both it and its link. */
function watch(link, box) {
  let leaving;
  const leave = () => {
    clearTimeout(leaving);
    leaving = setTimeout(() => {
      const isUsed = link.matches(":hover, :focus-visible") || box.matches(":hover");
      if (shown?.box === box && !isUsed) hide();
    }, patience);
  };
  for (const node of [link, box]) node.addEventListener("pointerleave", leave);
  link.addEventListener("focusout", leave);
}

async function show(link) {
  if (shown?.link === link || shown?.box.contains(link)) return;
  const passage = await passageAt(new URL(link.href));
  // By then the reader may have gone on.
  if (!passage || !link.isConnected || !link.matches(":hover, :focus-visible")) return;
  hide();
  const label = text("preview", { title: passage.title });
  const box = element("aside", { class: "rw-preview", "aria-label": label }, element("div", { class: "rw-prose" }, ...passage.nodes));
  document.body.append(box);
  shown = { link, box, stop: place(link, box) };
  watch(link, box);
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !shown) return;
  event.preventDefault();
  hide();
});

window.ropewalkPreview = { show };
