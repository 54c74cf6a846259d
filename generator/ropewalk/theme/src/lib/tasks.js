// A task's box says what it is the box of.

const textOf = (node) => (node.nodeName === "UL" || node.nodeName === "OL" ? "" : node.textContent);

export function labelTasks() {
  for (const box of document.querySelectorAll(".task-list-item-checkbox:not([aria-label])")) {
    const item = box.closest("li");
    const label = item ? [...item.childNodes].map(textOf).join(" ").replace(/\s+/g, " ").trim() : "";
    if (label) box.setAttribute("aria-label", label);
  }
}
