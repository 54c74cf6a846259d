// mermaid itself, in parts: each kind of diagram is one that is loaded when a page has such a diagram.
export { default } from "mermaid";
