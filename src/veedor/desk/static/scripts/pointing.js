// Pointing at words lights up their cards, pointing at a card its words; a click chooses.

import { idOf } from "./listing.js";

/** `chosen` gives the card that is chosen now; `choose` takes another, and whether its words are to be shown. */
export class Pointing {
  constructor({ words, stack, marks, chosen, choose }) {
    Object.assign(this, { marks, chosen, choose });
    this.pointed = [];
    words.addEventListener("click", (event) => this.clickWords(event));
    stack.addEventListener("click", (event) => this.clickCard(event));
    words.addEventListener("pointerover", (event) => this.atWords(event.target.closest("[data-s]")));
    stack.addEventListener("pointerover", (event) => this.atCard(event.target.closest(".card")));
    for (const one of [words, stack]) one.addEventListener("pointerleave", () => this.point([], false));
  }

  clickWords(event) {
    const mark = event.target.closest("a.m");
    if (!mark || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (!getSelection().isCollapsed) return;
    // Where several statements stand on the same words, each further click chooses the next of them.
    const here = mark.dataset.s.split(" ").filter((id) => document.getElementById(`s-${id}`));
    const at = this.chosen() ? here.indexOf(idOf(this.chosen())) : -1;
    const id = at < 0 ? mark.getAttribute("href").slice(3) : here[(at + 1) % here.length];
    this.choose(document.getElementById(`s-${id}`), false);
  }

  clickCard(event) {
    const card = event.target.closest(".card");
    if (!card || event.target.closest(".more") || event.ctrlKey || event.metaKey) return;
    const isSentence = event.target.closest(".sentence") !== null;
    if (isSentence) event.preventDefault();
    if (getSelection().isCollapsed) this.choose(card, isSentence);
  }

  atWords(mark) {
    this.point(mark ? mark.dataset.s.split(" ") : [], true);
  }

  atCard(card) {
    if (card && this.pointed.length === 1 && this.pointed[0] === idOf(card)) return;
    this.point(card ? [idOf(card)] : [], false);
  }

  point(ids, withCards) {
    for (const id of this.pointed) this.light(id, false, true);
    this.pointed = ids;
    for (const id of ids) this.light(id, true, withCards);
  }

  light(id, isOn, withCard) {
    this.marks.light(id, "near", isOn);
    if (withCard) document.getElementById(`s-${id}`)?.classList.toggle("pointed", isOn);
  }
}
