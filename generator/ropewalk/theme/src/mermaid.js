// Draws a page's diagrams in the colours of the theme; one that cannot be drawn stays as its source.
import { loadPart } from "./lib/parts.js";
import { encoded, element, fold, loadScript, pageAddress, text } from "./lib/site.js";

let mermaid;
let number = 0;

/** The theme's colours as the numbers that mermaid reckons with. */
function colours() {
  const canvas = document.createElement("canvas").getContext("2d");
  const probe = element("span");
  document.body.append(probe);
  const read = (name) => {
    probe.style.color = `var(--rw-${name})`;
    canvas.fillStyle = getComputedStyle(probe).color;
    return canvas.fillStyle;
  };
  const found = {
    background: read("bg"), primaryColor: read("accent-wash"), primaryTextColor: read("ink"), primaryBorderColor: read("accent"),
    secondaryColor: read("wash"), secondaryTextColor: read("ink"), tertiaryColor: read("surface"), tertiaryTextColor: read("ink"),
    lineColor: read("soft"), edgeLabelBackground: read("bg"), textColor: read("ink"), noteBkgColor: read("warn-wash"), noteTextColor: read("ink"), noteBorderColor: read("warn"),
  };
  probe.remove();
  return found;
}

function begin() {
  mermaid.initialize({
    startOnLoad: false, securityLevel: "strict", suppressErrorRendering: true, theme: "base",
    fontFamily: getComputedStyle(document.body).fontFamily,
    themeVariables: { ...colours(), darkMode: document.documentElement.dataset.theme === "dark", fontSize: "15px" },
  });
}

/** Where each name of a note leads, folded: titles before aliases. */
async function addresses() {
  await loadScript("-/names.js");
  const found = new Map();
  const { notes } = window.ropewalkNames;
  for (const [title, url] of notes) if (!found.has(fold(title))) found.set(fold(title), url);
  for (const [, url, aliases] of notes) for (const alias of aliases) if (!found.has(fold(alias))) found.set(fold(alias), url);
  return found;
}

/** Makes links of the nodes with Obsidian's class, by the note that they are named after. */
async function link(picture) {
  const nodes = picture.querySelectorAll(".internal-link");
  if (!nodes.length) return;
  const known = await addresses();
  for (const node of nodes) {
    const url = known.get(fold(node.textContent.trim()));
    if (url === undefined) continue;
    const made = document.createElementNS("http://www.w3.org/2000/svg", "a");
    made.setAttribute("href", pageAddress(encoded(url)));
    made.setAttribute("class", "internal-link");
    node.replaceWith(made);
    made.append(node);
  }
}

async function draw(picture, source) {
  number += 1;
  const { svg } = await mermaid.render(`rw-diagram-${number}`, source);
  picture.innerHTML = svg;
  await link(picture).catch(console.warn);
}

async function show(block) {
  const source = block.textContent;
  const picture = element("div", { class: "rw-diagram-picture" });
  try {
    await draw(picture, source);
  } catch (error) {
    block.title = error.message;
    return null;
  }
  const figure = element("figure", { class: "rw-diagram" }, picture);
  block.replaceWith(figure);
  figure.append(element("details", {}, element("summary", {}, text("diagram_source")), block));
  if (block.id) {
    figure.id = block.id;
    block.removeAttribute("id");
  }
  return () => draw(picture, source);
}

async function drawAll(blocks) {
  mermaid = (await loadPart("mermaid", "mermaid.js")).default;
  begin();
  const again = [];
  // One after another: mermaid keeps one state for all.
  for (const block of blocks) again.push(await show(block));
  new MutationObserver(async () => {
    begin();
    for (const each of again) await each?.();
  }).observe(document.documentElement, { attributeFilter: ["data-theme"] });
}

window.ropewalkMermaid = { draw: (blocks) => drawAll(blocks).catch(reportError) };
