// Names, aliases and headings, found at once and before the full text.
//
// The data is one classic script for the whole site, -/names.js:
//
//   window.ropewalkNames = {"notes": [[title, url, aliases, headings, tags], …]}
//
// `url` is relative to the site's root and, like an id, not percent-encoded; `headings` are [text, id]
// pairs in order; `tags` are without `#`, nested ones with all their parts ("a/b").
import MiniSearch from "minisearch";
import { encoded, fold, loadScript } from "./site.js";
import { indexTerms, queryTerms } from "./terms.js";

const headingLimit = 3;

/** How many slips of the fingers a term may have; none in scripts of which one sign is a syllable. */
const slips = (term) => {
  if (!/^[\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}\p{N}]{4,}$/u.test(term)) return false;
  return term.length < 7 ? 1 : 2;
};

const build = () => new MiniSearch({
  fields: ["title", "aliases", "headings"],
  tokenize: indexTerms,
  processTerm: (term) => term,
  searchOptions: {
    tokenize: queryTerms,
    combineWith: "AND",
    prefix: true,
    fuzzy: slips,
    boost: { title: 4, aliases: 3 },
  },
});

const inTag = (tag, wanted) => fold(tag) === wanted || fold(tag).startsWith(`${wanted}/`);

/** How near a name is to what was typed: the same, begins with it, neither. */
function nearness(name, query) {
  const folded = fold(name);
  return folded === query ? 2 : folded.startsWith(query) ? 1 : 0;
}

export class Names {
  /** Loads the names once; rejects where the file can't be had. */
  static load() {
    Names.loaded ??= loadScript("-/names.js").then(() => new Names(window.ropewalkNames?.notes ?? []));
    Names.loaded.catch(() => { Names.loaded = undefined; });
    return Names.loaded;
  }

  constructor(notes) {
    this.notes = notes.map(([title, url, aliases, headings, tags]) => ({ title, url: encoded(url), aliases, headings, tags }));
    this.index = build();
    const documents = this.notes.map(({ title, aliases, headings }, id) => ({
      id, title, aliases: aliases.join("\n"), headings: headings.map(([heading]) => heading).join("\n"),
    }));
    // In small helpings, so that ten thousand notes don't hold up the reader's typing.
    this.ready = this.index.addAllAsync(documents, { chunkSize: 200 });
  }

  /** Notes for a query and tags, the nearest first, each with the alias or headings that match. */
  find(query, tags) {
    const allowed = ({ tags: own }) => tags.every((wanted) => own.some((tag) => inTag(tag, wanted)));
    if (!query) return this.notes.filter(allowed).map((note) => ({ ...note, alias: null, parts: [] }));
    const folded = fold(query);
    const terms = queryTerms(query);
    if (!terms.length) return [];
    return this.index.search(query, { filter: ({ id }) => allowed(this.notes[id]) })
      .map(({ id, score }) => this.describe(this.notes[id], folded, terms, score))
      .sort((one, other) => other.near - one.near || other.score - one.score);
  }

  describe(note, query, terms, score) {
    const within = (name) => terms.every((term) => fold(name).includes(term));
    const alias = within(note.title) ? null : note.aliases.find(within) ?? null;
    const parts = note.headings.filter(([heading]) => within(heading)).slice(0, headingLimit);
    const near = Math.max(...[note.title, ...note.aliases].map((name) => nearness(name, query)));
    return { ...note, alias, parts, near, score };
  }

  /** Tags that begin with or hold what was typed: [tag, how many notes], the most used first. */
  tags(typed) {
    const counts = new Map();
    for (const note of this.notes) {
      const own = new Set(note.tags.flatMap((tag) => tag.split("/").map((_, index, parts) => parts.slice(0, index + 1).join("/"))));
      for (const tag of own) counts.set(tag, (counts.get(tag) ?? 0) + 1);
    }
    const rank = ([tag]) => (fold(tag).startsWith(typed) ? 0 : 1);
    return [...counts].filter(([tag]) => fold(tag).includes(typed))
      .sort((one, other) => rank(one) - rank(other) || other[1] - one[1] || (one[0] < other[0] ? -1 : 1));
  }

  /** Notes whose name is most like an address that does not exist. */
  near(words) {
    return this.index.search(words, { combineWith: "OR", fuzzy: 0.35, fields: ["title", "aliases"] }).map(({ id }) => this.notes[id]);
  }
}
