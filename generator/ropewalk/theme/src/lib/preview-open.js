// Links within the site show what they lead to when pointed at or reached by key; what shows it is loaded then.
import { loadScript } from "./site.js";

const patience = 350;

const linkOf = (event) => {
  const link = event.target.closest?.(".rw-main a.internal-link[href], .rw-preview a.internal-link[href]");
  return link?.origin === location.origin && !link.classList.contains("is-unresolved") ? link : null;
};

export function offerPreviews() {
  // A page that was opened as a file can't read another.
  if (location.protocol === "file:") return;
  let waiting;
  const show = (link) => loadScript("-/preview.js").then(() => window.ropewalkPreview.show(link)).catch(console.warn);
  const later = (event) => {
    const link = linkOf(event);
    clearTimeout(waiting);
    if (link) waiting = setTimeout(show, patience, link);
  };
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "touch") later(event);
  });
  document.addEventListener("focusin", (event) => {
    if (event.target.matches(":focus-visible")) later(event);
  });
  for (const kind of ["focusout", "pointerdown", "keydown"]) document.addEventListener(kind, () => clearTimeout(waiting));
}
