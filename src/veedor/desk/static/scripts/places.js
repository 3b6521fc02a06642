// Places in the text of a document. The record counts code points, a browser's texts count UTF-16 units: what comes
// from and goes to the server is turned by `unit` and `point`; everything else here counts units.

/** How many numbers of a sorted list are below a number. */
function below(sorted, number) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < number) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The text that stands in an element's children, its blocks. It does not change; the blocks may be put in anew. */
export class Text {
  constructor(root) {
    this.root = root;
  }

  /** Reads the blocks once, when somebody first asks for a place. */
  get words() {
    if (this.read === undefined) {
      this.starts = [];
      const parts = [];
      let length = 0;
      for (const block of this.root.children) {
        this.starts.push(length);
        parts.push(block.textContent);
        length += parts.at(-1).length;
      }
      this.read = parts.join("");
      this.pairs = [];
      for (const found of this.read.matchAll(/[\ud800-\udbff]/g)) this.pairs.push(found.index);
      this.pairPoints = this.pairs.map((at, number) => at - number);
    }
    return this.read;
  }

  unit(point) {
    this.words;
    return point + below(this.pairPoints, point);
  }

  point(unit) {
    this.words;
    return unit - below(this.pairs, unit);
  }

  /** Which block holds a place. */
  block(at) {
    this.words;
    return Math.max(0, below(this.starts, at + 1) - 1);
  }

  /** The place at which a point of the document stands; null outside the text. */
  at(node, offset) {
    if (!this.root.contains(node)) return null;
    const words = this.words;
    if (node === this.root) return offset < this.starts.length ? this.starts[offset] : words.length;
    let block = node;
    while (block.parentNode !== this.root) block = block.parentNode;
    const before = document.createRange();
    before.setStart(block, 0);
    before.setEnd(node, offset);
    return this.starts[[...this.root.children].indexOf(block)] + before.toString().length;
  }

  /** A range over `[start, end)`. */
  range(start, end) {
    const range = document.createRange();
    range.setStart(...this.node(start));
    range.setEnd(...this.node(end, true));
    return range;
  }

  /** The text node and offset of a place; of one between two nodes the first where it is an end. */
  node(at, isEnd = false) {
    const number = this.block(isEnd ? Math.max(0, at - 1) : at);
    let left = at - this.starts[number];
    const walker = document.createTreeWalker(this.root.children[number], NodeFilter.SHOW_TEXT);
    let last = null;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      last = node;
      if (left < node.length || (isEnd && left === node.length)) return [node, left];
      left -= node.length;
    }
    return last ? [last, last.length] : [this.root.children[number], 0];
  }
}

const WORD = /[\p{L}\p{N}\p{M}%$€£]+(?:['’.,\-‑][\p{L}\p{N}\p{M}%]+)*/gu;
const BREAK = /[,;:!?…()"“”«»\n]|[.—–](?=\s|$)/g;
const WINDOW = 1200;

/** The words around a place, as `[start, end]`. */
function wordsNear(text, at) {
  let from = Math.max(0, at - WINDOW);
  while (from > 0 && /\S/.test(text[from - 1])) from -= 1;
  const near = text.slice(from, at + WINDOW);
  return Array.from(near.matchAll(WORD), (found) => [from + found.index, from + found.index + found[0].length]);
}

/** The places of the marks that end a phrase, around a place. */
function breaksNear(text, at) {
  const from = Math.max(0, at - WINDOW);
  return Array.from(text.slice(from, at + WINDOW).matchAll(BREAK), (found) => from + found.index);
}

/** The span with one of its ends moved by a word, outward or inward; the same where there is no word. */
export function moved(text, span, end, by) {
  const words = wordsNear(text, span[end]);
  const column = end === "start" ? 0 : 1;
  const places = words.map((word) => word[column]);
  const found = by > 0 ? places.find((at) => at > span[end]) : places.findLast((at) => at < span[end]);
  return checked(span, end, found);
}

/** As `moved`, to the next comma, semicolon, bracket, quotation mark or end of a sentence. */
export function movedByPhrase(text, span, end, by) {
  const words = wordsNear(text, span[end]);
  const breaks = breaksNear(text, span[end]);
  const places =
    end === "start"
      ? breaks.map((at) => words.find((word) => word[0] > at)?.[0])
      : breaks.map((at) => words.findLast((word) => word[1] <= at)?.[1]);
  const known = places.filter((at) => at !== undefined);
  const found = by > 0 ? known.find((at) => at > span[end]) : known.findLast((at) => at < span[end]);
  return checked(span, end, found);
}

function checked(span, end, at) {
  const next = { ...span, [end]: at };
  return at === undefined || next.start >= next.end ? span : next;
}

/** The span widened to whole words, without white space around them; null where no word is in it. */
export function snapped(text, span) {
  const words = wordsNear(text, span.start);
  const last = span.end - span.start < WINDOW ? words : wordsNear(text, span.end);
  const first = words.find((word) => word[1] > span.start);
  const final = last.findLast((word) => word[0] < span.end);
  if (!first || !final || first[0] >= final[1]) return null;
  return { start: Math.min(first[0], span.end), end: Math.max(final[1], span.start) };
}

/** The next word after, or before, a place. */
export function wordBeside(text, at, by) {
  const words = wordsNear(text, at);
  const word = by > 0 ? words.find((one) => one[0] >= at) : words.findLast((one) => one[1] <= at);
  return word ? { start: word[0], end: word[1] } : null;
}
