// The box that finds notes of the explorer by name; what it finds takes the tree's place.
import { element, fold, pageAddress, text } from "./site.js";

const limit = 100;

function flatten(nodes, above = [], found = []) {
  for (const [title, url, children] of nodes) {
    if (url !== null) found.push({ title, url, folded: fold(title), folder: above.join(" / ") });
    if (children) flatten(children, [...above, title], found);
  }
  return found;
}

function matching(notes, query) {
  const words = fold(query).split(/\s+/).filter(Boolean);
  const found = notes.filter(({ folded }) => words.every((word) => folded.includes(word)));
  const rank = ({ folded }) => (folded.startsWith(words[0]) ? 0 : 1);
  return found.sort((one, other) => rank(one) - rank(other));
}

const entry = ({ title, url, folder }) =>
  element("li", {}, element("a", { href: pageAddress(url) }, element("span", {}, title, ...(folder ? [element("small", {}, folder)] : []))));

/** The box; it swaps `tree.root` for a list while it holds text. */
export function filterBox(tree, data) {
  const input = element("input", {
    type: "search", placeholder: text("filter"), "aria-label": text("filter"), autocomplete: "off", spellcheck: "false",
  });
  const status = element("span", { class: "rw-hidden", role: "status" });
  const list = element("ul", { class: "rw-filtered" });
  let notes;
  const update = () => {
    const query = input.value.trim();
    const shown = query ? list : tree.root;
    (query ? tree.root : list).replaceWith(shown);
    status.textContent = "";
    if (!query) return;
    notes ??= flatten(data);
    const found = matching(notes, query);
    list.replaceChildren(...found.slice(0, limit).map(entry));
    if (!found.length) list.append(element("li", { class: "rw-more" }, text("filter_none")));
    status.textContent = found.length ? text("filter_results", { count: found.length }) : text("filter_none");
  };
  input.addEventListener("input", update);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && input.value) {
      event.preventDefault();
      input.value = "";
      update();
    } else if (event.key === "ArrowDown") {
      event.preventDefault();
      if (input.value.trim()) list.querySelector("a")?.focus();
      else tree.move(tree.reachable);
    }
  });
  list.addEventListener("keydown", (event) => {
    const step = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = event.target.closest("li")?.[step];
    (next ? next.querySelector("a") : step.startsWith("previous") ? input : null)?.focus();
  });
  return element("div", { class: "rw-filter" }, input, status);
}
