// The theme button: as the system, light, dark, and round again.
import { text } from "./site.js";

const order = ["system", "light", "dark"];
const root = document.documentElement;
const system = matchMedia("(prefers-color-scheme: dark)");

function apply(choice) {
  const dark = choice === "dark" || (choice === "system" && system.matches);
  root.dataset.theme = dark ? "dark" : "light";
  root.dataset.themeChoice = choice;
  for (const place of [root, document.body]) {
    place.classList.toggle("theme-dark", dark);
    place.classList.toggle("theme-light", !dark);
  }
  const button = document.querySelector("[data-rw-theme]");
  const label = text("theme_is", { theme: text(`theme_${choice}`) });
  button?.setAttribute("aria-label", label);
  button?.setAttribute("title", label);
}

const current = () => (order.includes(root.dataset.themeChoice) ? root.dataset.themeChoice : "system");

/** Goes to the next theme and remembers it under the name that early.js reads. */
export function nextTheme() {
  const choice = order[(order.indexOf(current()) + 1) % order.length];
  try {
    localStorage.setItem("ropewalk-theme", choice);
  } catch {
    // The choice then lasts as long as the page.
  }
  apply(choice);
}

export function offerThemes() {
  apply(current());
  document.querySelector("[data-rw-theme]")?.addEventListener("click", nextTheme);
  system.addEventListener("change", () => apply(current()));
}
