// Asks Pagefind's own script: node ask.mjs INDEX LANGUAGE QUESTIONS, the last a JSON list of
// [query, filters]; prints a JSON list with, for each, the results in order.
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const [folder, language, questions] = process.argv.slice(2);
const base = "http://site.invalid/";

globalThis.fetch = async (address) => {
  const path = new URL(String(address), base).pathname.slice(1);
  try {
    return new Response(await readFile(`${folder}/${path}`));
  } catch {
    return new Response("", { status: 404 });
  }
};
globalThis.document = { querySelector: () => ({ getAttribute: () => language }) };
globalThis.window = globalThis;
globalThis.location = new URL(base);

const pagefind = await import(pathToFileURL(`${folder}/pagefind.js`));
await pagefind.options({ basePath: base, baseUrl: "/" });

const answers = [];
for (const [query, filters] of JSON.parse(questions)) {
  const found = await pagefind.search(query, filters ? { filters } : {});
  const pages = await Promise.all(found.results.map((result) => result.data()));
  answers.push(
    pages.map((page) => ({
      url: page.url,
      title: page.meta.title,
      excerpt: page.excerpt,
      sections: page.sub_results.map((section) => section.url),
    })),
  );
}
console.log(JSON.stringify(answers));
process.exit(0);
