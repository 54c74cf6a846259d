// Pointer and keys in the explorer, as the tree pattern of the ARIA Authoring Practices has them.

const rowOf = (item) => item?.querySelector(":scope > [role=treeitem]");
const isOpen = (row) => row.getAttribute("aria-expanded") === "true";
const parentRow = (row) => rowOf(row.parentElement.parentElement.closest("[role=none]"));

function lastWithin(row) {
  let found = row;
  while (isOpen(found) && found.nextElementSibling?.lastElementChild) found = rowOf(found.nextElementSibling.lastElementChild);
  return found;
}

function after(row) {
  if (isOpen(row)) {
    const child = rowOf(row.nextElementSibling?.firstElementChild);
    if (child) return child;
  }
  for (let place = row; place; place = parentRow(place)) {
    const next = rowOf(place.parentElement.nextElementSibling);
    if (next) return next;
  }
  return null;
}

function before(row) {
  const previous = rowOf(row.parentElement.previousElementSibling);
  return previous ? lastWithin(previous) : parentRow(row);
}

/** The next visible item that begins with a letter, going round. */
function startingWith(tree, row, letter) {
  const first = rowOf(tree.root.firstElementChild);
  for (let place = after(row) ?? first; place && place !== row; place = after(place) ?? first) {
    if (place.textContent.toLowerCase().startsWith(letter)) return place;
  }
  return null;
}

function inward(tree, row) {
  if (!row.expand) return;
  if (isOpen(row)) tree.move(after(row));
  else row.expand(true);
}

function outward(tree, row) {
  if (row.expand && isOpen(row)) row.expand(false);
  else tree.move(parentRow(row));
}

function activate(row) {
  if (row.reveal) row.reveal();
  else if (row.hasAttribute("href")) row.click();
  else row.expand?.(!isOpen(row));
}

function expandSiblings(row) {
  for (const item of row.parentElement.parentElement.children) rowOf(item)?.expand?.(true);
}

function act(tree, row, key) {
  const rtl = getComputedStyle(tree.root).direction === "rtl";
  switch (key) {
    case "ArrowDown": return tree.move(after(row)), true;
    case "ArrowUp": return tree.move(before(row)), true;
    case "ArrowRight": return (rtl ? outward : inward)(tree, row), true;
    case "ArrowLeft": return (rtl ? inward : outward)(tree, row), true;
    case "Home": return tree.move(rowOf(tree.root.firstElementChild)), true;
    case "End": return tree.move(lastWithin(rowOf(tree.root.lastElementChild))), true;
    case "Enter": case " ": return activate(row), true;
    case "*": return expandSiblings(row), true;
    default: return false;
  }
}

export function listenInTree(tree) {
  tree.root.addEventListener("keydown", (event) => {
    const row = event.target.closest("[role=treeitem]");
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    let done = act(tree, row, event.key);
    if (!done && event.key.length === 1 && !"/?".includes(event.key)) {
      const found = startingWith(tree, row, event.key.toLowerCase());
      tree.move(found);
      done = true;
    }
    if (done) event.preventDefault();
  });
  tree.root.addEventListener("click", (event) => {
    const row = event.target.closest("[role=treeitem]");
    if (!row) return;
    tree.focusable(row);
    if (row.reveal) row.reveal();
    else if (event.target.matches(".rw-twisty") || !row.hasAttribute("href")) {
      event.preventDefault();
      row.expand?.(!isOpen(row));
    }
  });
}
