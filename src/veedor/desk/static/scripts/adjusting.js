// Other words for a statement: the ends of its anchor move by words and phrases until somebody saves or leaves them.

/** Lights up a span of the text without touching its marks; null lights up nothing. */
export function highlight(text, name, span) {
  if (!("highlights" in CSS)) return;
  CSS.highlights.delete(name);
  if (span) CSS.highlights.set(name, new Highlight(text.range(span.start, span.end)));
}

/** The span of a card's anchor. */
export function anchorOf(text, card) {
  return { start: text.unit(Number(card.dataset.at)), end: text.unit(Number(card.dataset.end)) };
}

export class Adjusting {
  constructor({ text, panel, shown, save }) {
    Object.assign(this, { text, panel, shown, send: save });
    this.span = null;
  }

  /** Moves an end of a card's words; nothing is written yet. */
  move(card, change) {
    if (this.card !== card) this.leave();
    this.card = card;
    this.span = change(this.span ?? anchorOf(this.text, card));
    this.panel.hidden = false;
    this.shown.textContent = this.text.words.slice(this.span.start, this.span.end);
    highlight(this.text, "adjusting", this.span);
  }

  save() {
    if (!this.span) return;
    const place = `${this.text.point(this.span.start)}-${this.text.point(this.span.end)}`;
    const isOther = place !== `${this.card.dataset.at}-${this.card.dataset.end}`;
    this.leave();
    if (isOther) this.send(place);
  }

  leave() {
    if (!this.span) return;
    this.span = null;
    this.panel.hidden = true;
    highlight(this.text, "adjusting", null);
  }
}
