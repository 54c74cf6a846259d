// A manifest's card: its code can be copied, and the command names the file where the reader finds it.
import { copyButton } from "./code.js";

export function completeManifests() {
  for (const card of document.querySelectorAll(".manifest")) {
    const files = card.querySelector(".manifest-files");
    const command = card.querySelector(".manifest-apply");
    if (navigator.clipboard) files.prepend(...copyButton(() => card.querySelector("pre code").textContent));
    if (!command) continue;
    // kubectl reads addresses, but no file: addresses.
    if (location.protocol === "file:") {
      command.remove();
      continue;
    }
    const code = command.querySelector("code");
    code.append(` ${files.querySelector("a").href}`);
    if (navigator.clipboard) command.append(...copyButton(() => code.textContent));
  }
}
