// The marks of the text, by the statements that quote their words: looked up, never looked for.

export class Marks {
  constructor(words) {
    this.words = words;
    this.of = new Map();
    this.blocks = new Map();
    for (const block of words.children) this.take(block);
  }

  take(block) {
    this.blocks.set(block.dataset.at, block);
    for (const mark of block.querySelectorAll("[data-s]")) {
      for (const id of mark.dataset.s.split(" ")) {
        const known = this.of.get(id);
        if (known) known.push(mark);
        else this.of.set(id, [mark]);
      }
    }
  }

  /** Lights up the words of a statement, or no longer. */
  light(id, how, isOn) {
    for (const mark of this.of.get(id) ?? []) mark.classList.toggle(how, isOn);
  }

  /** The first mark of a statement's anchor; else of any of its words. */
  anchor(id, at) {
    const anchor = document.getElementById(`at-${at}`);
    return anchor ?? this.of.get(id)?.[0] ?? null;
  }

  /** The block that begins at a place. */
  block(at) {
    return this.blocks.get(String(at)) ?? null;
  }

  /** Where the blocks begin that hold a statement's words. */
  blocksOf(id) {
    return new Set((this.of.get(id) ?? []).map((mark) => mark.closest(".b").dataset.at));
  }

  /** Puts a block in place of the one that begins at the same place. */
  put(block) {
    const old = this.blocks.get(block.dataset.at);
    if (!old) return;
    for (const mark of old.querySelectorAll("[data-s]")) {
      for (const id of mark.dataset.s.split(" ")) {
        const rest = this.of.get(id).filter((one) => one !== mark);
        if (rest.length) this.of.set(id, rest);
        else this.of.delete(id);
      }
    }
    old.replaceWith(block);
    this.take(block);
  }
}
