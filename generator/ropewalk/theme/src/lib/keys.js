// Keys: Ctrl/Cmd-K everywhere; single keys outside of inputs, until the reader switches them off.
import { openGraph } from "./graph-open.js";
import { openSearch } from "./search-open.js";
import { element, remembered, text } from "./site.js";
import { nextTheme } from "./themes.js";

const memory = remembered("localStorage");
const follow = (rel) => document.querySelector(`.rw-neighbours [rel="${rel}"]`)?.click();

const actions = [
  ["/", "keys_search", () => openSearch()],
  ["p", "keys_previous", () => follow("prev")],
  ["n", "keys_next", () => follow("next")],
  ["g", "keys_graph", openGraph],
  ["t", "keys_theme", nextTheme],
  ["?", "keys_help", () => showKeys()],
];

function showKeys() {
  const list = element("dl");
  for (const [key, label] of actions) list.append(element("dt", {}, element("kbd", {}, key)), element("dd", {}, text(label)));
  const box = element("input", { type: "checkbox" });
  box.checked = memory.get("keys") !== false;
  box.addEventListener("change", () => memory.set("keys", box.checked));
  const close = element("button", { type: "button", autofocus: "" }, text("close"));
  const dialog = element("dialog", { class: "rw-keys", "aria-labelledby": "rw-keys-title" },
    element("h2", { id: "rw-keys-title" }, text("keys")), list, element("label", {}, box, text("keys_enabled")), close);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

const typing = (target) =>
  target.closest?.("input, textarea, select, dialog, audio, video, [contenteditable]:not([contenteditable='false'])");

export function listenForKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") {
      if (openSearch()) event.preventDefault();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || memory.get("keys") === false) return;
    const action = actions.find(([key]) => key === event.key);
    if (!action) return;
    event.preventDefault();
    action[2]();
  });
}
