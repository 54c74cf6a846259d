// What a link names, taken out of the page that it leads to; nothing of that page is run.

const pages = new Map();
const heading = /^H[1-6]$/;

async function read(address) {
  const answer = await fetch(address);
  if (!answer.ok || !answer.headers.get("Content-Type")?.startsWith("text/html")) return null;
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

/** The document at an address, parsed but not alive; null where there is none. */
function pageAt(url) {
  const address = url.href.slice(0, url.href.length - url.hash.length);
  if (!pages.has(address)) pages.set(address, read(address).catch(() => null));
  return pages.get(address);
}

/** A heading with all that stands under it. */
function section(start) {
  const found = [start];
  for (let next = start.nextElementSibling; next; next = next.nextElementSibling) {
    if (heading.test(next.nodeName) && next.nodeName <= start.nodeName) break;
    found.push(next);
  }
  return found;
}

function partsOf(page, id) {
  const named = id ? page.getElementById(id) : null;
  if (named?.closest(".rw-prose")) return heading.test(named.nodeName) ? section(named) : [named];
  const title = page.querySelector(".rw-article > h1");
  return [...(title ? [title] : []), ...(page.querySelector(".rw-article > .rw-prose")?.children ?? [])];
}

/** A copy that is safe beside another page: no ids, nothing that acts, addresses that hold there too. */
function copyOf(node, url) {
  const copy = document.importNode(node, true);
  for (const each of copy.querySelectorAll("script, style, iframe, object, embed, form, .rw-heading-link, .rw-copy")) each.remove();
  for (const each of [copy, ...copy.querySelectorAll("*")]) {
    for (const { name, value } of [...each.attributes]) {
      if (name === "id" || name === "autofocus" || name.startsWith("on") || name.startsWith("aria-owns")) each.removeAttribute(name);
      else if ((name === "href" || name === "src") && !value.startsWith("data:")) each.setAttribute(name, new URL(value, url).href);
      else if (name === "srcset") each.removeAttribute(name);
    }
    if (each.matches("a, button, summary, [tabindex]")) each.tabIndex = -1;
  }
  return copy;
}

/** { title, nodes } of what an address names; null where it is no page of the site. */
export async function passageAt(url) {
  const page = await pageAt(url);
  if (!page?.querySelector(".rw-article")) return null;
  const nodes = partsOf(page, decodeURIComponent(url.hash.slice(1))).map((node) => copyOf(node, url));
  return nodes.length ? { title: page.querySelector("h1")?.textContent ?? page.title, nodes } : null;
}
