// Code: a copy button on each block, and a place in the tab order for what scrolls.
import { element, text } from "./site.js";

function copyButton(block) {
  const button = element("button", { type: "button", class: "rw-copy" }, text("copy"));
  const status = element("span", { class: "rw-hidden", role: "status" });
  button.addEventListener("click", async () => {
    let outcome = "copied";
    try {
      await navigator.clipboard.writeText(block.querySelector("code").textContent);
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

export function addCopyButtons() {
  // Without a secure address the browser has no clipboard to offer.
  if (!navigator.clipboard) return;
  for (const block of document.querySelectorAll("pre:has(> code)")) block.append(...copyButton(block));
}

/** Lets the keyboard scroll whatever is wider than its place. */
export function makeScrollable() {
  const watch = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      target.toggleAttribute("tabindex", target.scrollWidth > target.clientWidth);
      if (target.hasAttribute("tabindex")) target.tabIndex = 0;
    }
  });
  for (const wide of document.querySelectorAll("pre > code, .table-wrapper, .math-block")) watch.observe(wide);
}
