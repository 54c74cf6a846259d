// Sets the theme before the first paint; loaded in <head>, so it stays tiny and needs nothing.
const root = document.documentElement;
let choice = "system";
try {
  choice = localStorage.getItem("ropewalk-theme") ?? choice;
} catch {
  // A browser that refuses storage gets the system's theme.
}
const dark = choice === "dark" || (choice !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
root.dataset.js = "";
// A browser gives a page opened as a file no pictures for masks.
if (location.protocol === "file:") root.dataset.file = "";
root.dataset.theme = dark ? "dark" : "light";
root.dataset.themeChoice = choice;
// The classes that style sheets written for Obsidian look for.
root.classList.add(dark ? "theme-dark" : "theme-light");
