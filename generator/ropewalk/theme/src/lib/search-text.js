// Full text, from Pagefind's index, loaded when the first query asks for it.
import { base } from "./site.js";
import { spaced } from "./terms.js";

const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u;
const engines = new Map();

/** Whether a browser lets this page read the index at all. */
export const canSearchText = () => location.protocol !== "file:";

async function start(folder) {
  const pagefind = await import(new URL(`-/pagefind/${folder}pagefind.js`, base).href);
  await pagefind.options({ baseUrl: base.pathname, excerptLength: 24 });
  await pagefind.init();
  return pagefind;
}

function engine(folder) {
  if (!engines.has(folder)) engines.set(folder, start(folder));
  return engines.get(folder);
}

/** The index that cuts the query's language into words: a second one lies beside the first at need. */
async function engineFor(query) {
  const main = /^(zh|ja)\b/.test(document.documentElement.lang);
  if (!main && unspaced.test(query)) {
    try {
      return await engine("cjk/");
    } catch {
      // No page holds such text, so the first index answers.
    }
  }
  engine("").catch(() => engines.delete(""));
  return engine("");
}

/**
 * All results for a query within tags, not yet read: an array of functions that each read one, and
 * how many there are with each tag. Rejects where the index can't be had.
 */
export async function findText(query, tags) {
  const pagefind = await engineFor(query);
  const filters = { tag: { all: tags.map((tag) => tag.toLowerCase()) } };
  const { results, filters: counts } = await pagefind.search(spaced(query), tags.length ? { filters } : {});
  return { results: results.map((result) => () => result.data()), tags: Object.entries(counts?.tag ?? {}) };
}

/** An excerpt's text with its marks, and nothing else that its HTML may hold, without its own title. */
export function marked(excerpt, title) {
  const parsed = new DOMParser().parseFromString(excerpt, "text/html").body;
  // The index holds a heading as the first sentence of what it heads.
  let rest = parsed.textContent.startsWith(`${title}. `) ? title.length + 2 : 0;
  return [...parsed.childNodes].map((node) => {
    const kept = node.textContent.slice(rest);
    rest = Math.max(0, rest - node.textContent.length);
    if (node.nodeName !== "MARK" || !kept) return kept;
    const mark = document.createElement("mark");
    mark.textContent = kept;
    return mark;
  });
}
