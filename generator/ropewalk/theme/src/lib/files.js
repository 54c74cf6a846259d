// Pages opened without a server: a link to a folder must name the file in it.

export function openFoldersAsFiles() {
  if (location.protocol !== "file:") return;
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (link?.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
  }, true);
}
