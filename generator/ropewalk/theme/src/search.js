// The search dialog: a combobox whose list holds names at once and the full text a moment later.
import { Names } from "./lib/search-names.js";
import { folders, group, nameOptions, tagOption, textOptions } from "./lib/search-results.js";
import { canSearchText, findText } from "./lib/search-text.js";
import { element, fold, pageAddress, pageKey, base, text } from "./lib/site.js";

const nameLimit = 8;
const textLimit = 8;
const tagLimit = 12;

/** What was typed, apart: words, finished tags, and a tag still being typed (null where none is). */
export function read(typed) {
  const parts = typed.trim().split(/\s+/).filter(Boolean);
  const last = parts.at(-1);
  const unfinished = last?.startsWith("#") && !/\s$/.test(typed) ? fold(parts.pop().slice(1)) : null;
  const tags = parts.filter((part) => part.startsWith("#") && part.length > 1).map((part) => part.slice(1));
  return { words: parts.filter((part) => !part.startsWith("#")).join(" "), tags, unfinished };
}

class Search {
  constructor() {
    this.input = element("input", {
      type: "text", role: "combobox", "aria-expanded": "false", "aria-controls": "rw-search-list", "aria-autocomplete": "list",
      "aria-label": text("search"), placeholder: text("search_hint"), autocomplete: "off", autocapitalize: "off",
      spellcheck: "false", enterkeyhint: "search", autofocus: "",
    });
    this.list = element("div", { role: "listbox", id: "rw-search-list", "aria-label": text("search") });
    this.notice = element("p", { class: "rw-search-note" });
    this.facets = element("div", { class: "rw-search-tags" });
    this.more = element("button", { type: "button", class: "rw-search-more" }, text("search_more"));
    this.status = element("p", { role: "status" });
    const close = element("button", { type: "button", class: "rw-search-close" }, text("close"));
    this.dialog = element("dialog", { class: "rw-search", "aria-label": text("search") },
      element("div", { class: "rw-search-field" }, this.input, close),
      element("div", { class: "rw-search-body" }, this.list, this.more, this.facets, this.notice),
      element("div", { class: "rw-search-foot" }, this.status, element("p", { class: "rw-search-hint" }, text("search_keys"))));
    document.body.append(this.dialog);
    close.addEventListener("click", () => this.dialog.close());
    this.listen();
    this.clear();
  }

  listen() {
    this.input.addEventListener("input", () => this.search());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.more.addEventListener("click", () => this.showText());
    this.list.addEventListener("click", (event) => this.chosen(event));
    this.dialog.addEventListener("click", (event) => {
      if (event.target === this.dialog) this.dialog.close();
    });
  }

  open(query) {
    if (query) this.input.value = query;
    if (!this.dialog.open) this.dialog.showModal();
    this.input.select();
    if (query) this.search();
    else if (!this.input.value) this.offerTags();
  }

  /** Where nothing is typed yet: the tags that most notes have. */
  async offerTags() {
    const names = await Names.load().catch(() => null);
    if (names && !this.input.value) this.facet("search_tags", names.tags(""));
  }

  clear() {
    this.list.replaceChildren();
    this.facets.replaceChildren();
    this.more.hidden = true;
    this.say("");
    this.select(null);
  }

  /** Shows a sentence where results would be. */
  say(sentence) {
    this.notice.textContent = sentence;
    this.notice.hidden = !sentence;
  }

  async search() {
    const asked = (this.asked = read(this.input.value));
    if (!asked.words && !asked.tags.length && asked.unfinished === null) {
      this.clear();
      this.status.textContent = "";
      this.offerTags();
      return;
    }
    const current = () => this.asked === asked;
    let problem = "";
    let shown = [];
    try {
      const names = await Names.load();
      if (!current()) return;
      shown = this.names(names, asked);
      // Later helpings of the index may hold nearer names.
      names.ready.then(() => current() && shown.length < nameLimit && this.refresh(names, asked));
    } catch {
      problem = text("search_no_names");
      this.list.replaceChildren();
    }
    this.facets.replaceChildren();
    this.more.hidden = true;
    this.say(problem);
    this.select(this.options()[0] ?? null);
    if (asked.words) await this.text(asked, current, problem);
    else this.announce(problem);
  }

  names(names, asked) {
    const groups = [];
    if (asked.unfinished !== null) {
      const tags = names.tags(asked.unfinished).slice(0, nameLimit);
      if (tags.length) groups.push(group("search_tags", ...tags.map(tagOption)));
    }
    const found = asked.words || asked.tags.length ? names.find(asked.words, asked.tags.map(fold)) : [];
    const limit = asked.words ? nameLimit : 50;
    if (found.length) groups.push(group("search_names", ...found.slice(0, limit).flatMap(nameOptions)));
    this.nameGroups = groups;
    this.list.replaceChildren(...groups);
    return found;
  }

  refresh(names, asked) {
    const rest = [...this.list.children].filter((child) => !this.nameGroups.includes(child));
    // The reader may have gone on to a result that is made anew here.
    const chosen = this.selected === this.options()[0] ? undefined : this.selected?.href;
    this.names(names, asked);
    this.list.append(...rest);
    this.select(this.options().find(({ href }) => href === chosen) ?? this.options()[0] ?? null);
  }

  async text(asked, current, problem) {
    if (!canSearchText()) {
      this.say([problem, text("search_needs_server")].filter(Boolean).join(" "));
      this.announce();
      return;
    }
    this.status.textContent = text("search_busy");
    // A pause, so that a fast typist asks once.
    await new Promise((resolve) => setTimeout(resolve, 120));
    if (!current()) return;
    try {
      const { results, tags } = await findText(asked.words, asked.tags);
      if (!current()) return;
      this.waiting = results;
      this.textGroup = null;
      await this.showText(current);
      if (current()) this.narrow(tags, asked);
    } catch {
      if (!current()) return;
      this.say([problem, text("search_no_text")].filter(Boolean).join(" "));
    }
    this.announce(problem);
  }

  /** Reads and shows the next full-text results. */
  async showText(current = () => true) {
    const waiting = this.waiting;
    const pages = await Promise.all(waiting.slice(0, textLimit).map((readResult) => readResult()));
    if (!current() || waiting !== this.waiting) return;
    this.waiting = waiting.slice(textLimit);
    const options = pages.flatMap(textOptions);
    if (options.length && !this.textGroup) this.list.append((this.textGroup = group("search_text")));
    this.textGroup?.append(...options);
    if (!this.selected) this.select(this.options()[0] ?? null);
    this.more.hidden = !this.waiting.length;
    this.input.setAttribute("aria-expanded", String(this.options().length > 0));
  }

  /** Offers the tags that the results have as further conditions. */
  narrow(tags, asked) {
    const useful = tags.filter(([tag, count]) => count > 0 && !asked.tags.some((own) => fold(own) === fold(tag)))
      .sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1));
    this.facet("search_narrow", useful);
  }

  /** Shows tags as buttons that add them to the query. */
  facet(key, tags) {
    const useful = tags.slice(0, tagLimit);
    this.facets.replaceChildren();
    if (!useful.length) return;
    this.facets.append(element("span", { class: "rw-label" }, text(key)));
    for (const [tag, count] of useful) {
      const button = element("button", { type: "button", class: "tag" }, `#${tag} ${count}`);
      button.addEventListener("click", () => this.addTag(tag));
      this.facets.append(button);
    }
  }

  addTag(tag) {
    const { words, tags } = read(this.input.value);
    this.input.value = `${[words, ...[...tags, tag].map((own) => `#${own}`)].filter(Boolean).join(" ")} `;
    this.input.focus();
    this.search();
  }

  options() {
    return [...this.list.querySelectorAll("[role=option]")];
  }

  select(option) {
    this.selected?.setAttribute("aria-selected", "false");
    this.selected = option;
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-expanded", String(this.options().length > 0));
  }

  announce(problem = "") {
    const count = this.options().length;
    const none = text("search_none", { query: this.input.value.trim() });
    if (!count && !problem && this.notice.hidden) this.say(none);
    this.status.textContent = count ? text("search_results", { count: count + (this.waiting?.length ?? 0) }) : none;
  }

  key(event) {
    if (event.isComposing) return;
    const options = this.options();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && options.length) {
      event.preventDefault();
      const from = options.indexOf(this.selected);
      this.select(options[(from + step + options.length) % options.length]);
    } else if (event.key === "Enter" && this.selected) {
      event.preventDefault();
      this.selected.click();
    }
  }

  chosen(event) {
    const option = event.target.closest("[role=option]");
    if (!option) return;
    if (option.dataset.tag !== undefined) {
      event.preventDefault();
      this.addTag(option.dataset.tag);
    } else if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
      // A result on this very page only moves the view.
      this.dialog.close();
    }
  }
}

let search;

/** For the page-not-found page: the names most like the address that was asked for. */
async function listNear(place) {
  const names = await Names.load();
  await names.ready;
  const path = pageKey(location.pathname.slice(base.pathname.length)).replace(/\.html?$/, "");
  // The last part names the note; the folders only count where it is like nothing.
  const spoken = (part) => part.replace(/[-_/]+/g, " ");
  const own = names.near(spoken(path.split("/").filter(Boolean).at(-1) ?? ""));
  const found = own.length ? own : names.near(spoken(path));
  const item = ({ title, url }) => element("li", {},
    element("a", { class: "internal-link", href: pageAddress(url) }, title), " ", element("span", { class: "count" }, folders(url)));
  place.querySelector("ul").replaceChildren(...found.slice(0, 6).map(item));
  place.hidden = !found.length;
}

window.ropewalkSearch = {
  open: (query) => (search ??= new Search()).open(query),
  prepare: () => Names.load(),
  listNear,
};
