// Scripts in parts, as hatch_build.py cuts them: each part is a classic script that hands over a function,
// which is called once all parts that it needs are there.
import { loadScript } from "./site.js";

const bodies = new Map();
const modules = new Map();

const nameOf = (path) => path.slice(path.lastIndexOf("/") + 1);

window.ropewalkPart = (address, body) => bodies.set(nameOf(address), body);

/** A part with all that it needs, each once. */
function together(name, found = new Set()) {
  if (found.has(name)) return found;
  found.add(name);
  for (const other of window.ropewalkNeeds[name] ?? []) together(other, found);
  return found;
}

function run(folder, name) {
  if (!modules.has(name)) {
    const module = { exports: {} };
    modules.set(name, module);
    bodies.get(name)((path) => run(folder, nameOf(path)), module, (path) => loadPart(folder, nameOf(path)));
  }
  return modules.get(name).exports;
}

/** Loads a part of the script that lies in a folder, and returns what it exports. */
export async function loadPart(folder, name) {
  await loadScript(`-/${folder}/needs.js`);
  await Promise.all([...together(name)].map((part) => loadScript(`-/${folder}/${part}`)));
  return run(folder, name);
}
