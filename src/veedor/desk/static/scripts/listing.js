// The cards in their order: which of them are listed, how many there are of each sort, and which one is next.

/** Whether nobody has decided on a card's statement. */
export const waits = (card) => card.dataset.state === "read" || card.dataset.state === "differs";
/** The id of a card's statement. */
export const idOf = (card) => card.id.slice(2);

const inWords = (number) => number.toLocaleString("en");

export class Listing {
  /** `desk` says in `data-wanted` and `data-hidden` what is listed; `changed` is called when a filter was clicked. */
  constructor({ desk, stack, filters, changed }) {
    Object.assign(this, { desk, stack, filters, changed });
    this.cards = [...stack.querySelectorAll(".card")];
    this.counters = [...document.querySelectorAll("[data-count]")];
    this.switches = [...filters.querySelectorAll("[data-switch]")];
    this.kinds = this.switches.map((link) => link.dataset.switch);
    this.number();
    filters.addEventListener("click", (event) => this.filter(event));
  }

  number() {
    this.numbers = new Map(this.cards.map((card, at) => [card.id, at]));
  }

  get hidden() {
    return new Set(this.desk.dataset.hidden.split(" ").filter(Boolean));
  }

  isListed(card) {
    const { wanted, hidden } = this.desk.dataset;
    if (hidden && hidden.split(" ").includes(card.dataset.kind)) return false;
    return wanted === "all" || (wanted === "waiting") === waits(card);
  }

  /** The nearest listed card before or after one; from the ends where it is null. */
  beside(card, by) {
    const from = card ? this.numbers.get(card.id) : by > 0 ? -1 : this.cards.length;
    for (let at = from + by; at >= 0 && at < this.cards.length; at += by) {
      if (this.isListed(this.cards[at])) return this.cards[at];
    }
    return null;
  }

  /** The next card that waits, from one on and then from the first; `without` are the ids of those left out. */
  nextWaiting(card, without) {
    const from = card ? this.numbers.get(card.id) : -1;
    for (let step = 1; step <= this.cards.length; step += 1) {
      const next = this.cards[(from + step) % this.cards.length];
      if (next === card || !waits(next) || next.dataset.sending) continue;
      if (this.isListed(next) && !without.has(next.id)) return next;
    }
    return null;
  }

  /** The first listed card whose words end behind a place. */
  after(point) {
    return this.cards.find((card) => Number(card.dataset.end) > point && this.isListed(card)) ?? null;
  }

  /** Puts a card in place of an old one; without an old one where its words stand, without a new one nowhere. */
  put(old, card) {
    if (old && card) {
      old.replaceWith(card);
      this.cards[this.numbers.get(old.id)] = card;
    } else if (card) this.insert(card);
    else if (old) {
      old.remove();
      this.cards.splice(this.numbers.get(old.id), 1);
    }
    this.number();
  }

  insert(card) {
    const at = this.cards.findIndex((one) => Number(one.dataset.at) > Number(card.dataset.at));
    if (at < 0) this.stack.append(card);
    else this.cards[at].before(card);
    this.cards.splice(at < 0 ? this.cards.length : at, 0, card);
    this.stack.querySelector(".nothing")?.remove();
  }

  /** Writes the counters anew, and whether anything is listed. */
  count() {
    const many = { all: this.cards.length, waiting: 0 };
    for (const kind of this.kinds) many[kind] = 0;
    let listed = 0;
    for (const card of this.cards) {
      many[card.dataset.kind] += 1;
      if (waits(card)) many.waiting += 1;
      if (this.isListed(card)) listed += 1;
    }
    many.decided = many.all - many.waiting;
    for (const counter of this.counters) {
      const { count, pattern } = counter.dataset;
      counter.textContent = pattern
        ? pattern.replace("{waiting}", inWords(many.waiting)).replace("{all}", inWords(many.all))
        : inWords(many[count]);
    }
    this.stack.querySelector(".none").hidden = listed > 0 || this.cards.length === 0;
  }

  filter(event) {
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (link.dataset.wanted) this.desk.dataset.wanted = link.dataset.wanted;
    else {
      const kinds = new URL(link.href).searchParams.getAll("kind");
      this.desk.dataset.hidden = kinds.length ? this.kinds.filter((kind) => !kinds.includes(kind)).join(" ") : "";
    }
    this.count();
    this.link();
    this.changed(event);
  }

  /** Puts what is listed into the address, and what would be into those of the filters. */
  link() {
    const { hidden } = this;
    const { wanted } = this.desk.dataset;
    for (const link of this.filters.querySelectorAll("[data-wanted]")) {
      link.href = this.address(link.dataset.wanted, hidden);
      mark(link, link.dataset.wanted === wanted);
    }
    for (const link of this.switches) {
      const other = new Set(hidden);
      if (!other.delete(link.dataset.switch)) other.add(link.dataset.switch);
      link.href = this.address(wanted, other);
      mark(link, !hidden.has(link.dataset.switch));
    }
    history.replaceState(null, "", this.address(wanted, hidden) + location.hash);
  }

  address(wanted, hidden) {
    const here = new URL(location.href);
    here.searchParams.delete("kind");
    here.searchParams.delete("state");
    if (wanted !== "all") here.searchParams.set("state", wanted);
    if (hidden.size && hidden.size < this.kinds.length) {
      for (const kind of this.kinds) if (!hidden.has(kind)) here.searchParams.append("kind", kind);
    }
    return here.pathname + here.search;
  }
}

function mark(link, isCurrent) {
  if (isCurrent) link.setAttribute("aria-current", "true");
  else link.removeAttribute("aria-current");
}
