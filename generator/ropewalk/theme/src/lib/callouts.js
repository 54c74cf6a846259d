// Callouts: pictures named by style sheets written for Obsidian, and all open on paper.

// Names of pictures such style sheets use, and the nearest in icons.svg by its number.
const numbers = {
  pencil: 0, "pencil-line": 0, edit: 0, "clipboard-list": 1, clipboard: 1, "file-text": 16, file: 16, book: 16,
  info: 2, "check-circle": 3, "check-circle-2": 3, "circle-check": 3, flame: 4, lightbulb: 4, check: 5,
  "help-circle": 6, "circle-help": 6, "alert-triangle": 7, "triangle-alert": 7, "alert-circle": 2, x: 8, zap: 9,
  bug: 10, list: 11, quote: 12, heart: 17, star: 18, link: 19, copy: 15, "external-link": 14,
};
const allowed = new Set(["svg", "g", "path", "circle", "ellipse", "line", "polyline", "polygon", "rect"]);
const attributes = new Set([
  "d", "cx", "cy", "r", "rx", "ry", "x", "y", "x1", "x2", "y1", "y2", "points", "width", "height", "viewBox",
  "fill", "fill-rule", "clip-rule", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "transform", "opacity",
]);

/** A copy of a drawing that holds shapes and nothing else. */
function shapes(source) {
  if (!allowed.has(source.localName)) return null;
  const copy = document.createElementNS("http://www.w3.org/2000/svg", source.localName);
  for (const { name, value } of source.attributes) {
    if (attributes.has(name) && !value.includes("url(")) copy.setAttribute(name, value);
  }
  copy.append(...[...source.children].map(shapes).filter(Boolean));
  return copy;
}

function draw(place, value) {
  const number = numbers[value.replace(/^lucide-/, "")];
  if (number !== undefined) {
    place.style.setProperty("--rw-icon", number);
  } else if (value.startsWith("<svg")) {
    const drawing = shapes(new DOMParser().parseFromString(value, "image/svg+xml").documentElement);
    if (drawing) place.replaceChildren(drawing);
  }
}

export function showCalloutIcons() {
  for (const callout of document.querySelectorAll(".callout")) {
    const value = getComputedStyle(callout).getPropertyValue("--callout-icon").trim().replace(/^(["'])(.*)\1$/s, "$2");
    const place = callout.querySelector(".callout-icon");
    if (value && place) draw(place, value.replace(/\\(["'])/g, "$1"));
  }
}

export function openCalloutsForPrint() {
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details.callout:not([open])")];
    for (const callout of closed) callout.open = true;
  });
  addEventListener("afterprint", () => {
    for (const callout of closed) callout.open = false;
  });
}
