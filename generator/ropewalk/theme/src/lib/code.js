// Code: its language and a copy button in the corner; a place in the tab order for what scrolls.
import { element, text } from "./site.js";

/** A button that copies a text, and what says to those who hear it how that went. */
export function copyButton(read) {
  const button = element("button", { type: "button", class: "rw-copy" }, text("copy"));
  const status = element("span", { class: "rw-hidden", role: "status" });
  button.addEventListener("click", async () => {
    let outcome = "copied";
    try {
      await navigator.clipboard.writeText(read());
    } catch {
      outcome = "copy_failed";
    }
    button.textContent = status.textContent = text(outcome);
    setTimeout(() => {
      button.textContent = text("copy");
      status.textContent = "";
    }, 2000);
  });
  return [button, status];
}

/** Puts each block into a frame that does not scroll with it. */
export function frameCode() {
  for (const block of document.querySelectorAll("pre.code:has(> code):not(.manifest-body > *)")) {
    const frame = element("div", { class: "rw-code" });
    block.replaceWith(frame);
    const { language } = block.dataset;
    frame.append(block, ...(language ? [element("span", { class: "rw-language" }, language)] : []));
    // Without a secure address the browser has no clipboard to offer.
    if (navigator.clipboard) frame.append(...copyButton(() => block.querySelector("code").textContent));
  }
}

/** Lets the keyboard scroll whatever is wider than its place. */
export function makeScrollable() {
  const watch = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });
  for (const wide of document.querySelectorAll(".table-wrapper, .math-block, .manifest-apply > code")) watch.observe(wide);
}
