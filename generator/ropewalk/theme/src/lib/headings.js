// A link to itself on every heading, shown on hover and focus.
import { element, text } from "./site.js";

export function linkHeadings() {
  for (const heading of document.querySelectorAll(".rw-prose :is(h1, h2, h3, h4, h5, h6)[id]")) {
    const label = text("heading_link", { title: heading.textContent });
    heading.append(element("a", { class: "rw-heading-link", href: `#${encodeURIComponent(heading.id)}`, "aria-label": label }, "#"));
  }
}
