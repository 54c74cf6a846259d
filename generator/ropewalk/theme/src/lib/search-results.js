// What the search dialog lists: groups of options, each a link.
import { marked } from "./search-text.js";
import { element, pageAddress, text } from "./site.js";

let number = 0;

/** One result; a link with the role of an option, so that it opens in a new tab as links do. */
function option(href, title, { aside, excerpt, part } = {}) {
  number += 1;
  const made = element("a", {
    role: "option", id: `rw-option-${number}`, href, tabindex: -1, "aria-selected": "false",
    class: part ? "rw-search-part" : null,
  }, element("span", { class: "rw-search-title" }, title));
  // The spaces are for those who hear it.
  if (aside) made.append(" ", element("span", { class: "rw-search-aside" }, aside));
  if (excerpt) made.append(" ", element("span", { class: "rw-search-excerpt" }, ...excerpt));
  return made;
}

/** A labelled group of options, to be filled. */
export function group(key, ...options) {
  number += 1;
  const label = element("p", { class: "rw-label", id: `rw-group-${number}`, role: "presentation" }, text(key));
  return element("div", { role: "group", "aria-labelledby": label.id }, label, ...options);
}

/** The folders that an address lies in, to tell notes of one name apart. */
export const folders = (url) => decodeURIComponent(url).split("/").filter(Boolean).slice(0, -1).join(" / ");

export function nameOptions({ title, url, alias, parts }) {
  const address = pageAddress(url);
  return [
    option(address, title, { aside: alias ? text("search_alias", { name: alias }) : folders(url) }),
    ...parts.map(([heading, id]) => option(`${address}#${encodeURIComponent(id)}`, heading, { part: true })),
  ];
}

export function tagOption([tag, count]) {
  const made = option("#", `#${tag}`, { aside: text("search_notes", { count }) });
  made.dataset.tag = tag;
  return made;
}

/** A page of the full text with the sections that hold the words. */
export function textOptions({ url, meta, excerpt, sub_results: sections }) {
  const parts = (sections ?? []).filter((section) => section.url !== url).slice(0, 3);
  // The page's own excerpt would repeat a section's.
  const own = parts.length && !sections.some((section) => section.url === url) ? undefined : marked(excerpt, meta.title);
  return [
    option(url, meta.title, { excerpt: own }),
    ...parts.map((section) => option(section.url, section.title, { excerpt: marked(section.excerpt, section.title), part: true })),
  ];
}
