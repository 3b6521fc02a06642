// Selected words of the text: a small bar offers a new statement with them; in an open form they go into the field.

import { keys } from "./desk.js";
import { moved, snapped, wordBeside } from "./places.js";

/** Watches what is selected in a text; `begin` is asked for a place to begin at by keyboard, `take` gets what is chosen. */
export class Selection {
  constructor({ text, pane, bar, begin, fill, take, sayings }) {
    Object.assign(this, { text, pane, bar, begin, fill, take });
    this.span = null;
    document.addEventListener("selectionchange", () => this.later());
    for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, () => this.later(true));
    document.addEventListener("pointerdown", (event) => this.press(event));
    pane.addEventListener("keydown", (event) => this.byKey(event));
    pane.addEventListener("scroll", () => this.hide(), { passive: true });
    bar?.addEventListener("pointerdown", (event) => event.preventDefault());
    bar?.addEventListener("click", (event) => this.choose(event.target.closest("[data-add]")?.dataset.add));
    if (bar) {
      const bindings = {};
      [...bar.querySelectorAll("[data-add]")].forEach((button, number) => {
        const run = () => this.span && this.choose(button.dataset.add);
        bindings[number + 1] = { words: `${sayings.add}: ${button.textContent.replace(/\d/, "").trim()}`, run };
      });
      keys(bindings);
    }
    keys({ s: { words: sayings.select, run: () => this.start() } });
  }

  press(event) {
    this.isDragging = true;
    this.release();
    const mark = event.target.closest?.("a.m[href]");
    if (!mark || event.button || event.ctrlKey || event.metaKey) return;
    // No selection may begin on a link: a browser would drag the link away instead. So it is none while it is held.
    this.held = [mark, mark.getAttribute("href")];
    mark.removeAttribute("href");
  }

  release() {
    this.held?.[0].setAttribute("href", this.held[1]);
    this.held = null;
  }

  /** Looks at the selection once it rests. */
  later(isUp) {
    if (isUp) {
      this.isDragging = false;
      this.release();
    }
    if (this.waits) return;
    this.waits = requestAnimationFrame(() => {
      this.waits = 0;
      if (!this.isDragging) this.look();
    });
  }

  look() {
    const selection = getSelection();
    const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
    const start = range && this.text.at(range.startContainer, range.startOffset);
    const end = range && this.text.at(range.endContainer, range.endOffset);
    if (start === null || end === null || start >= end) {
      this.hide();
      return;
    }
    this.span = snapped(this.text.words, { start, end });
    if (!this.span) this.hide();
    else if (!this.isByKey && this.fill(this.span)) this.clear();
    else this.show();
    this.isByKey = false;
  }

  /** Puts the bar at the end of the selection, inside the pane. */
  show() {
    if (!this.bar) return;
    const last = [...this.text.range(this.span.start, this.span.end).getClientRects()].at(-1);
    if (!last) return;
    this.bar.hidden = false;
    const { width, height } = this.bar.getBoundingClientRect();
    const below = last.bottom + 6 + height < innerHeight ? last.bottom + 6 : last.top - height - 6;
    const room = this.pane.getBoundingClientRect();
    const left = Math.min(last.right - width / 2, room.right - width - 6);
    this.bar.style.left = `${Math.max(6, room.left, left)}px`;
    this.bar.style.top = `${Math.max(6, below)}px`;
  }

  hide() {
    if (this.bar) this.bar.hidden = true;
    this.span = null;
  }

  clear() {
    getSelection().removeAllRanges();
    this.hide();
  }

  choose(kind) {
    if (!kind || !this.span) return;
    const span = this.span;
    this.clear();
    this.take(kind, span);
  }

  /** Selects by keyboard, from the chosen words on. */
  start() {
    const from = this.begin();
    if (!from) return;
    this.pane.focus({ preventScroll: true });
    this.select(from);
  }

  select(span) {
    const range = this.text.range(span.start, span.end);
    this.isByKey = true;
    getSelection().setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
    const place = range.getBoundingClientRect();
    const pane = this.pane.getBoundingClientRect();
    if (place.top < pane.top || place.bottom > pane.bottom) {
      range.startContainer.parentElement.scrollIntoView({ block: "center" });
    }
  }

  /** Arrows in the text: the next word; with Shift, a word more or less; Enter puts the words into the open form. */
  byKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" && this.span && this.fill(this.span)) {
      event.preventDefault();
      this.clear();
    }
    if (event.key !== "ArrowRight" && event.key !== "ArrowLeft") return;
    const words = this.text.words;
    const span = this.span ?? this.begin();
    if (!span) return;
    const block = this.text.root.children[this.text.block(span.start)];
    const isForward = (event.key === "ArrowRight") === (getComputedStyle(block).direction !== "rtl");
    const by = isForward ? 1 : -1;
    const next = event.shiftKey
      ? moved(words, span, "end", by)
      : wordBeside(words, isForward ? span.end : span.start, by);
    event.preventDefault();
    if (next) this.select(next);
  }
}
