// What stands around the picture of the graph: filters by name, tag and folder, zoom, and the list.
import { element, encoded, fold, pageAddress, text } from "./site.js";

// How many notes are listed at a time.
const chunk = 50;

function labelled(key, control) {
  return element("label", {}, element("span", {}, text(key)), control);
}

/** A choice among names, with one for all of them. */
function choice(names) {
  const options = [...names].sort((one, other) => one.localeCompare(other)).map((name) => element("option", { value: name }, name));
  return element("select", {}, element("option", { value: "" }, text("graph_all")), ...options);
}

/** A tag with those that it is below of: `a/b` gives `a` too. */
function* above(path) {
  const parts = path.split("/");
  for (let end = 1; end <= parts.length; end += 1) yield parts.slice(0, end).join("/");
}

const folderOf = (path) => path.slice(0, Math.max(0, path.lastIndexOf("/")));
const isBelow = (name, top) => name === top || name.startsWith(`${top}/`);

export class Controls {
  constructor(graph, place) {
    this.graph = graph;
    this.names = graph.nodes.map(({ title }) => fold(title));
    this.ranked = graph.nodes.map((_, index) => index).sort((one, other) =>
      graph.neighbours[other].size - graph.neighbours[one].size || (this.names[one] < this.names[other] ? -1 : 1));
    this.find = element("input", { type: "search", autocomplete: "off" });
    this.tag = choice(new Set(graph.nodes.flatMap(({ tags }) => tags.flatMap((tag) => [...above(tag)]))));
    this.folder = choice(new Set(graph.nodes.flatMap(({ path }) => (folderOf(path) ? [...above(folderOf(path))] : []))));
    this.stage = element("div", { class: "rw-graph-stage" });
    this.zoom = element("div", { class: "rw-graph-zoom" });
    this.frame = element("div", { class: "rw-graph-frame", role: "img", "aria-label": text("graph_picture", { count: graph.nodes.length }) }, this.stage);
    this.status = element("p", { class: "rw-graph-status", role: "status" });
    this.list = element("ul", { class: "listing rw-graph-list" });
    this.filters = element("form", { class: "rw-graph-filters", role: "search", "aria-label": text("graph") },
      labelled("graph_find", this.find), labelled("graph_tag", this.tag), labelled("graph_folder", this.folder));
    place.replaceChildren(this.filters, element("div", { class: "rw-graph-box" }, this.frame, this.zoom), this.status, this.list);
    document.querySelector("[data-rw-graph-list]")?.remove();
    this.filters.addEventListener("submit", (event) => event.preventDefault());
    this.filters.addEventListener("input", () => this.filter());
    this.filter();
  }

  /** Has the filters, the list and the buttons act on a picture. */
  steer(picture) {
    this.picture = picture;
    for (const [key, sign, step] of [["graph_in", "+", 1], ["graph_out", "−", -1], ["graph_whole", "⤢", 0]]) {
      const button = element("button", { type: "button", "aria-label": text(key), title: text(key) }, sign);
      button.addEventListener("click", () => picture.zoom(step));
      this.zoom.append(button);
    }
    const point = ({ target }) => {
      const row = target.closest("a");
      if (row) picture.mark(Number(row.dataset.node));
    };
    for (const kind of ["pointerover", "focusin"]) this.list.addEventListener(kind, point);
    for (const kind of ["pointerleave", "focusout"]) this.list.addEventListener(kind, () => picture.mark(null));
    this.filter();
  }

  /** Says why there is no picture; the list stays. */
  withoutPicture(reason) {
    this.frame.replaceWith(element("p", { class: "rw-graph-says", role: "status" }, reason));
    this.zoom.remove();
  }

  filter() {
    const wanted = fold(this.find.value.trim());
    const [tag, folder] = [this.tag.value, this.folder.value];
    const found = this.ranked.filter((index) => {
      const { path, tags } = this.graph.nodes[index];
      return this.names[index].includes(wanted) && (!folder || isBelow(folderOf(path), folder)) && (!tag || tags.some((own) => isBelow(own, tag)));
    });
    const isWhole = found.length === this.ranked.length;
    this.picture?.show(isWhole ? null : new Set(found));
    this.status.textContent = text("graph_shown", { count: found.length });
    this.list.replaceChildren();
    this.fill(found, 0);
  }

  fill(found, from) {
    for (const index of found.slice(from, from + chunk)) {
      const { id, title } = this.graph.nodes[index];
      const link = element("a", { class: "internal-link", href: pageAddress(encoded(id)), "data-node": index }, title);
      const count = element("span", { class: "count" }, text("graph_links", { count: this.graph.neighbours[index].size }));
      this.list.append(element("li", {}, link, " ", count));
    }
    const left = found.length - from - chunk;
    if (left <= 0) return;
    const more = element("button", { type: "button", class: "rw-button" }, text("graph_more", { count: left }));
    const place = element("li", {}, more);
    more.addEventListener("click", () => {
      place.remove();
      this.fill(found, from + chunk);
      this.list.children[from + chunk]?.querySelector("a, button")?.focus();
    });
    this.list.append(place);
  }
}
