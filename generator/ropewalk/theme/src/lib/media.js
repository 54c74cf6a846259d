// Media of other hosts load only when asked for; pictures open large.
import { element, text } from "./site.js";

const makers = {
  image: (src, title) => element("img", { src, alt: title, class: "rw-loaded" }),
  video: (src) => element("video", { src, controls: "", class: "rw-loaded" }),
  audio: (src) => element("audio", { src, controls: "", class: "rw-loaded" }),
  frame: (src, title) => element("iframe", {
    src, title, class: "rw-loaded", loading: "lazy", allowfullscreen: "", referrerpolicy: "strict-origin-when-cross-origin",
    sandbox: "allow-scripts allow-same-origin allow-popups allow-presentation allow-forms",
  }),
};

function offer(place) {
  const { media, src } = place.dataset;
  const url = URL.canParse(src, location.href) ? new URL(src, location.href) : null;
  if (!makers[media] || !/^https?:$/.test(url?.protocol)) return;
  const link = place.querySelector("a");
  const button = element("button", { type: "button", class: "rw-load" }, text(`load_${media}`, { host: url.host }));
  button.addEventListener("click", () => {
    const made = makers[media](url.href, link?.textContent ?? url.host);
    made.addEventListener("error", () => {
      made.replaceWith(place);
      button.replaceWith(element("span", { role: "status" }, text("load_failed", { host: url.host })));
    });
    place.replaceWith(made);
    made.tabIndex = -1;
    made.focus();
  });
  place.append(button);
}

export function offerExternalMedia() {
  for (const place of document.querySelectorAll(".external-media[data-src]")) offer(place);
}

function enlarge(image) {
  const dialog = element("dialog", { class: "rw-large", "aria-label": image.alt || text("image") });
  const large = element("img", { src: image.currentSrc || image.src, alt: image.alt });
  const close = element("button", { type: "button", "aria-label": text("close"), autofocus: "" }, large);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    dialog.remove();
    image.focus();
  });
  dialog.append(close);
  document.body.append(dialog);
  dialog.showModal();
}

/** A picture shown smaller than it is opens large, by pointer and by key. */
export function enlargeImages() {
  const prepare = (image) => {
    if (image.closest("a, button, summary, .callout-title") || image.naturalWidth <= image.clientWidth * 1.2) return;
    image.dataset.rwLarge = "";
    image.tabIndex = 0;
    image.setAttribute("role", "button");
    image.setAttribute("aria-label", text("enlarge", { title: image.alt || text("image") }));
    image.addEventListener("click", () => enlarge(image));
    image.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      enlarge(image);
    });
  };
  for (const image of document.querySelectorAll(".rw-prose img")) {
    if (image.complete) prepare(image);
    else image.addEventListener("load", () => prepare(image), { once: true });
  }
}
