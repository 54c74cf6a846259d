// Full text, from Pagefind's index, loaded when the first query asks for it.
import { base } from "./site.js";
import { spaced } from "./terms.js";

let engine;

/** Whether a browser lets this page read the index at all. */
export const canSearchText = () => location.protocol !== "file:";

async function load() {
  const pagefind = await import(new URL("-/pagefind/pagefind.js", base).href);
  await pagefind.options({ baseUrl: base.pathname, excerptLength: 24 });
  await pagefind.init();
  return pagefind;
}

/**
 * All results for a query, not yet read: an array of functions that each read one, and how many there
 * are with each tag. `tags` holds, for each condition, the tags that fulfil it. Rejects where the
 * index can't be had.
 */
export async function findText(query, tags) {
  engine ??= load();
  engine.catch(() => { engine = undefined; });
  const pagefind = await engine;
  const filters = { all: tags.map((variants) => ({ any: variants.map((tag) => ({ tag })) })) };
  const { results, filters: counts } = await pagefind.search(spaced(query), tags.length ? { filters } : {});
  return { results: results.map((result) => () => result.data()), tags: Object.entries(counts?.tag ?? {}) };
}

/** An excerpt's text with its marks, and nothing else that its HTML may hold. */
export function marked(excerpt) {
  const parsed = new DOMParser().parseFromString(excerpt, "text/html").body;
  return [...parsed.childNodes].map((node) => {
    if (node.nodeName !== "MARK") return node.textContent;
    const mark = document.createElement("mark");
    mark.textContent = node.textContent;
    return mark;
  });
}
