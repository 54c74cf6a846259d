// A query and a name as terms. Scripts that write no spaces between words, and Hangul, where a word
// sticks to its endings, are cut into every two neighbouring characters: such terms find a word
// wherever it stands, which a segmenter's guess at words does not.
import { fold } from "./site.js";

const words = /[\p{L}\p{N}\p{M}_]+/gu;
const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}ー々]+/gu;

function* pieces(word) {
  let end = 0;
  for (const { 0: run, index } of word.matchAll(unspaced)) {
    if (index > end) yield [word.slice(end, index), false];
    yield [run, true];
    end = index + run.length;
  }
  if (end < word.length) yield [word.slice(end), false];
}

const pairs = (run) => {
  const characters = [...run];
  return characters.slice(1).map((character, index) => characters[index] + character);
};

/** The terms under which a text is found; single characters too, so that one is enough to ask. */
export function indexTerms(value) {
  const found = [];
  for (const [word] of fold(value).matchAll(words)) {
    for (const [piece, isUnspaced] of pieces(word)) {
      if (isUnspaced) found.push(...piece, ...pairs(piece));
      else found.push(piece);
    }
  }
  return found;
}

/** The terms that all have to be found for a query. */
export function queryTerms(value) {
  const found = [];
  for (const [word] of fold(value).matchAll(words)) {
    for (const [piece, isUnspaced] of pieces(word)) {
      found.push(...(isUnspaced && [...piece].length > 1 ? pairs(piece) : [piece]));
    }
  }
  return found;
}

/** A query with spaces between the words of scripts that have none, as the full-text index wants it. */
export function spaced(value) {
  if (!globalThis.Intl?.Segmenter) return value;
  return value.replace(unspaced, (run) => {
    const segmenter = new Intl.Segmenter(document.documentElement.lang, { granularity: "word" });
    return ` ${[...segmenter.segment(run)].map(({ segment }) => segment).join(" ")} `;
  });
}
