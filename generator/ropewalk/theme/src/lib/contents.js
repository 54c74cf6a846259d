// The table of contents follows the reader.

function sections(links) {
  const found = [];
  for (const link of links) {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading) found.push({ link, heading });
  }
  return found;
}

export function followContents() {
  const rail = document.getElementById("rw-rail");
  const links = rail ? [...rail.querySelectorAll("a[href^='#']")] : [];
  const parts = sections(links);
  if (!parts.length) return;

  let current;
  const mark = (link) => {
    if (link === current) return;
    current?.removeAttribute("aria-current");
    link?.setAttribute("aria-current", "true");
    current = link;
    if (link && rail.scrollHeight > rail.clientHeight) {
      rail.scrollTop = Math.max(0, link.offsetTop - rail.clientHeight / 2);
    }
  };
  const follow = () => {
    const line = innerHeight * 0.3;
    const passed = parts.filter(({ heading }) => heading.getBoundingClientRect().top < line);
    mark(passed.at(-1)?.link);
  };
  // Not by what comes into view: a reader who jumps passes by all of it.
  let waiting = 0;
  addEventListener("scroll", () => {
    waiting ||= requestAnimationFrame(() => {
      waiting = 0;
      follow();
    });
  }, { passive: true });
  follow();
  for (const link of links) {
    link.addEventListener("click", () => {
      if (rail.matches(":popover-open")) rail.hidePopover();
      // The last sections may be too short to reach the line.
      setTimeout(() => mark(link), 400);
    });
  }
}
