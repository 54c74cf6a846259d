// The explorer: the vault's folders and notes as a tree, in place of the list of this folder's notes.
//
// Its data is one classic script for the whole site, -/explorer.js:
//
//   window.ropewalkExplorer = {"tree": [node, …]}
//
// A node is an array, so that ten thousand of them stay small:
//
//   [title, url]                          a note
//   [title, url, children, folderPath]    a folder; url is its note's page, or null where it has none
//
// `title` is plain text; `url` is relative to the site's root and percent-encoded ("" or "./" is the
// root page); `children` are nodes in the order in which they are shown; `folderPath` is the folder's
// path in the vault ("Pods/Partial isolation"), unique, the name under which its state is kept.
// A note that stands for its folder is given as the folder's url and not among its children.
import { filterBox } from "./explorer-filter.js";
import { listenInTree } from "./explorer-keys.js";
import { element, here, loadScript, pageAddress, pageKey, remembered, text } from "./site.js";

const memory = remembered("sessionStorage");
// How many notes of one folder are drawn at a time.
const chunk = 300;

const isHere = (url) => url !== null && url !== undefined && pageKey(url) === here;

/** The nodes from a root node down to the page; empty where the tree has no such page. */
function trail(nodes) {
  for (const node of nodes) {
    if (isHere(node[1])) return [node];
    const below = node[2] ? trail(node[2]) : [];
    if (below.length) return [node, ...below];
  }
  return [];
}

class Tree {
  constructor(nodes) {
    this.trail = trail(nodes);
    this.open = new Set(memory.get("open") ?? []);
    for (const node of this.trail) if (node[2]) this.open.add(node[3]);
    this.root = element("ul", { role: "tree", "aria-label": text("explorer") });
    this.fill(this.root, nodes, 1);
    this.focusable(this.root.querySelector("[aria-current]") ?? this.root.querySelector("[role=treeitem]"));
  }

  /** Appends a level's items, or the first of them and one that stands for the rest. */
  fill(list, nodes, level, from = 0) {
    const needed = nodes.findIndex((node) => this.trail.includes(node));
    const end = Math.min(nodes.length, Math.max(from + chunk, needed + chunk / 2));
    for (let index = from; index < end; index += 1) list.append(this.item(nodes, index, level));
    if (end < nodes.length) list.append(this.rest(list, nodes, level, end));
  }

  item(nodes, index, level) {
    const [title, url, children, path] = nodes[index];
    const row = element(url === null ? "span" : "a", {
      role: "treeitem", tabindex: -1, "aria-level": level, "aria-setsize": nodes.length, "aria-posinset": index + 1,
      href: url === null ? null : pageAddress(url), "aria-current": isHere(url) ? "page" : null,
    });
    const place = element("li", { role: "none" }, row);
    if (children) {
      row.append(element("span", { class: "rw-twisty", "aria-hidden": "true" }));
      row.expand = (open) => this.expand(row, nodes[index], level, open);
      row.expand(this.open.has(path));
    }
    row.append(title);
    return place;
  }

  rest(list, nodes, level, from) {
    const row = element("span", { role: "treeitem", tabindex: -1, "aria-level": level }, text("explorer_more", { count: nodes.length - from }));
    const place = element("li", { role: "none" }, row);
    row.reveal = () => {
      const focused = row === document.activeElement;
      place.remove();
      this.fill(list, nodes, level, from);
      if (focused) this.move(list.children[from]?.firstElementChild);
    };
    return place;
  }

  /** Opens or closes a folder; its items are made when it is first opened. */
  expand(row, node, level, open) {
    row.setAttribute("aria-expanded", open);
    let group = row.nextElementSibling;
    if (open && !group) {
      group = element("ul", { role: "group", id: `rw-folder-${(this.groups = (this.groups ?? 0) + 1)}` });
      row.after(group);
      row.setAttribute("aria-owns", group.id);
      this.fill(group, node[2], level + 1);
    }
    if (group) group.hidden = !open;
    if (open) this.open.add(node[3]);
    else this.open.delete(node[3]);
  }

  /** Makes an item the one that the Tab key reaches. */
  focusable(row) {
    if (!row) return;
    if (this.reachable) this.reachable.tabIndex = -1;
    row.tabIndex = 0;
    this.reachable = row;
  }

  move(row) {
    if (!row) return;
    this.focusable(row);
    row.focus();
  }

  save() {
    memory.set("open", [...this.open]);
  }
}

function show(place) {
  const data = window.ropewalkExplorer?.tree;
  if (!data) return;
  const tree = new Tree(data);
  listenInTree(tree);
  place.replaceChildren(filterBox(tree, data), tree.root);
  const drawer = place.closest(".rw-drawer");
  drawer.scrollTop = memory.get("scroll") ?? 0;
  const row = tree.root.querySelector("[aria-current]");
  const bounds = drawer.getBoundingClientRect();
  const box = row?.getBoundingClientRect();
  if (box && (box.top < bounds.top + 80 || box.bottom > bounds.bottom - 20)) {
    drawer.scrollTop += box.top - bounds.top - bounds.height / 3;
  }
  addEventListener("pagehide", () => {
    tree.save();
    memory.set("scroll", drawer.scrollTop);
  });
}

export function drawExplorer() {
  const place = document.querySelector("[data-rw-explorer]");
  if (!place) return;
  let begun = false;
  const begin = () => {
    if (begun) return;
    begun = true;
    // Where the data does not load, the list of this folder's notes stays.
    loadScript("-/explorer.js").then(() => show(place)).catch(console.warn);
  };
  const drawer = place.closest(".rw-drawer");
  drawer.addEventListener("toggle", begin, { once: true });
  // A narrow screen reads the tree only if its drawer is opened.
  if (drawer.checkVisibility()) begin();
  matchMedia("(min-width: 60.01rem)").addEventListener("change", begin, { once: true });
}
