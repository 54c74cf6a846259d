// What every part of the interface needs: the site's address, its texts, storage that may refuse.

// The script is <base>/-/name.js, also where a page was opened as a file.
export const base = new URL("../", document.currentScript.src);

let strings;

/** The interface's text for a key, with `{name}` filled in; `count` chooses among plural forms. */
export function text(key, values = {}) {
  strings ??= JSON.parse(document.getElementById("rw-strings")?.textContent ?? "{}");
  const plural = "count" in values && `${key}_${new Intl.PluralRules(document.documentElement.lang).select(values.count)}`;
  const found = strings[plural] ?? strings[`${key}_other`] ?? strings[key] ?? "";
  return found.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** An element with attributes and children; text children are never read as HTML. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null) made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

const loading = new Map();

/** Loads a classic script of this site once; classic, because modules don't load from files. */
export function loadScript(path) {
  if (!loading.has(path)) {
    loading.set(path, new Promise((resolve, reject) => {
      const script = element("script", { src: new URL(path, base) });
      script.onload = () => resolve();
      script.onerror = () => {
        loading.delete(path);
        reject(new Error(path));
      };
      document.head.append(script);
    }));
  }
  return loading.get(path);
}

/** Loads a style sheet of this site once. */
export function loadStyle(path) {
  if (!loading.has(path)) {
    loading.set(path, new Promise((resolve, reject) => {
      const sheet = element("link", { rel: "stylesheet", href: new URL(path, base) });
      sheet.onload = () => resolve();
      sheet.onerror = () => reject(new Error(path));
      document.head.append(sheet);
    }));
  }
  return loading.get(path);
}

/** A value remembered under a name of this site alone; reading gives null where storage refuses. */
export const remembered = (kind) => ({
  get(name) {
    try {
      return JSON.parse(window[kind].getItem(`ropewalk${base.pathname}${name}`));
    } catch {
      return null;
    }
  },
  set(name, value) {
    try {
      window[kind].setItem(`ropewalk${base.pathname}${name}`, JSON.stringify(value));
    } catch {
      // Private windows may refuse; then the state lasts as long as the page.
    }
  },
});

/** Text in the form in which names are compared: no case, no accents; Kana and Hangul stay whole. */
export const fold = (value) => value.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").normalize("NFC").toLowerCase();

/** A page's address relative to the site, decoded, without a trailing index.html. */
export function pageKey(path) {
  let decoded = path;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    // A lone % stands for itself.
  }
  return decoded.replace(/(^|\/)index\.html$/, "$1").replace(/^\.?\/+/, "").replace(/^\.$/, "");
}

/** The page's own address, in the same form. */
export const here = pageKey(location.pathname.slice(base.pathname.length).replace(/^\/+/, ""));

/** A site-relative address as it stands in a link. */
export const encoded = (url) => url.split("/").map(encodeURIComponent).join("/");

/** The address of a site-relative page; a file system opens a folder only by its index.html. */
export function pageAddress(path) {
  const address = new URL(path || "./", base);
  if (address.protocol === "file:" && address.pathname.endsWith("/")) address.pathname += "index.html";
  return address.href;
}
