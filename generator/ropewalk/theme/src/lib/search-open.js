// The button that opens the search; what searches is loaded by then, and not before.
import { loadScript, text } from "./site.js";

const button = () => document.querySelector("[data-rw-search]");
const buttons = () => document.querySelectorAll("[data-rw-search]");

/** Opens the search dialog, with a query if one is given; false where the site has no search. */
export function openSearch(query = "") {
  if (!button()) return false;
  loadScript("-/search.js").then(() => window.ropewalkSearch.open(query)).catch(console.warn);
  return true;
}

export function offerSearch() {
  if (!button()) return;
  const prepare = () => loadScript("-/search.js").then(() => window.ropewalkSearch.prepare()).catch(console.warn);
  for (const each of buttons()) {
    each.addEventListener("click", () => openSearch());
    for (const hint of ["pointerenter", "focus"]) each.addEventListener(hint, prepare, { once: true });
  }
  const keys = button().querySelector("kbd");
  if (keys && /Mac|iPhone|iPad/.test(navigator.platform)) keys.textContent = text("search_key_mac");

  const near = document.querySelector("[data-rw-near]");
  if (near) loadScript("-/search.js").then(() => window.ropewalkSearch.listNear(near)).catch(console.warn);
}
