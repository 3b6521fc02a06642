// The reading desk: cards and words light each other up, and what waits is decided in place, by keyboard or buttons.

import { Adjusting, anchorOf, highlight } from "./adjusting.js";
import { keep, kept, named, scrollBack } from "./coming.js";
import { isWriting, keys, send } from "./desk.js";
import { Forms } from "./forms.js";
import { Listing, idOf, waits } from "./listing.js";
import { Marks } from "./marks.js";
import { Text, moved, movedByPhrase, snapped } from "./places.js";
import { Pointing } from "./pointing.js";
import { Selection } from "./selection.js";

const desk = document.querySelector("#reading");
const words = document.querySelector("#words");
const stack = document.querySelector("#statements");
const pane = document.querySelector("#text");
const toolbar = document.querySelector("#deciding");
const mayDecide = "mayDecide" in desk.dataset;
const sayings = Object.fromEntries(
  Array.from(document.querySelectorAll("#sayings [data-say]"), (one) => [one.dataset.say, one.textContent]),
);
const isWide = matchMedia("(min-width: 60rem) and (min-height: 30rem)");
const to = (name, id) => desk.dataset[name].replace("~", encodeURIComponent(id));

const text = new Text(words);
const marks = new Marks(words);
let chosen = null;
const undone = [];
const skipped = new Set();

const listing = new Listing({
  desk,
  stack,
  filters: document.querySelector(".filters"),
  changed(event) {
    skipped.clear();
    chosen?.scrollIntoView({ block: "nearest" });
    // A link that keeps the focus would take the next press of the space bar.
    if (event.detail) chosen?.focus({ preventScroll: true });
  },
});

// --- the chosen statement ----------------------------------------------------------------------------------

/** Chooses a card: marks it, lights its words up, and brings both into view where the panes stand side by side. */
function choose(card, { focus = true, scroll = true } = {}) {
  if (chosen !== card) {
    adjusting.leave();
    if (chosen) {
      chosen.removeAttribute("aria-current");
      marks.light(idOf(chosen), "lit", false);
    }
    chosen = card;
    if (!card) return;
    card.setAttribute("aria-current", "true");
    marks.light(idOf(card), "lit", true);
  }
  if (!card || !scroll) return;
  bringIntoView(card, stack);
  if (isWide.matches) showWords("nearest");
  if (focus) card.focus({ preventScroll: true });
}

function bringIntoView(element, within) {
  const place = element.getBoundingClientRect();
  const room = isWide.matches ? within.getBoundingClientRect() : { top: 60, bottom: innerHeight - 90 };
  if (place.top < room.top || place.bottom > room.bottom) element.scrollIntoView({ block: "center" });
}

/** Brings the chosen statement's words into view, and the page of the original on which they stand. */
function showWords(how) {
  const anchor = chosen && marks.anchor(idOf(chosen), chosen.dataset.at);
  if (!anchor) return;
  if (how === "center") anchor.scrollIntoView({ block: "center" });
  else bringIntoView(anchor, pane);
  const page = anchor.closest(".b").dataset.page;
  if (page) document.querySelector(`#original-${page}`)?.scrollIntoView({ block: "start" });
}

function goOn() {
  const next = listing.nextWaiting(chosen, skipped);
  if (next) choose(next);
  return next !== null;
}

// --- messages ----------------------------------------------------------------------------------------------

const told = document.querySelector("#told");

/** Says something above the cards, with buttons beside it. */
function tell(said, buttons = [], { isWrong = false } = {}) {
  told.replaceChildren(document.createTextNode(said));
  told.classList.toggle("wrong", isWrong);
  for (const [called, run] of buttons) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = called;
    button.addEventListener("click", run);
    told.append(button);
  }
}

const failed = (error) => tell(error.message || sayings.fails, [], { isWrong: true });

function tellEnd(said, buttons) {
  if (!skipped.size) {
    tell(`${said} ${sayings.done}`.trim(), buttons);
    return;
  }
  const again = () => {
    skipped.clear();
    tell("");
    goOn();
  };
  tell(`${said} ${sayings.skipped.replace("{n}", skipped.size)}`.trim(), [...buttons, [sayings.again, again]]);
}

// --- deciding ----------------------------------------------------------------------------------------------

/** Puts a card, and the blocks that show its words, in place of the old ones; gives how many say the same. */
async function renew(old, id, { withText = true, wantsSame = false } = {}) {
  const here = new URL(desk.dataset.part, location.href);
  if (id) here.searchParams.set("card", id);
  if (wantsSame) here.searchParams.set("same", "1");
  if (withText) {
    here.searchParams.set("text", "1");
    for (const at of old ? marks.blocksOf(idOf(old)) : []) here.searchParams.append("block", at);
  }
  const answer = await fetch(here);
  if (!answer.ok) throw new Error(sayings.fails);
  const part = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-part]");
  const card = part.querySelector(".card");
  put(old, card);
  if (withText) for (const block of part.querySelectorAll(".b")) marks.put(block);
  if (chosen) marks.light(idOf(chosen), "lit", true);
  listing.count();
  return { card, same: Number(part.dataset.same) };
}

function put(old, card) {
  const wasChosen = old !== null && old === chosen;
  const hadFocus = wasChosen && old.contains(document.activeElement);
  if (wasChosen && old.id !== card?.id) marks.light(idOf(old), "lit", false);
  if (wasChosen && !card) choose(listing.beside(old, 1) ?? listing.beside(old, -1), { focus: false });
  listing.put(old, card);
  if (!wasChosen || !card) return;
  chosen = card;
  card.setAttribute("aria-current", "true");
  if (hadFocus) card.focus({ preventScroll: true });
}

/** Where a decision waits for a second reader, or was sent back: says what may be done instead; true where it is so. */
function isHeld(verb) {
  const { held } = chosen.dataset;
  if (held === "answer" && verb === "accept") chosen.querySelector("[data-do=agree]").click();
  else if (held === "answer" && verb === "reject") chosen.querySelector("[name=reason]").focus();
  else if (held === "answer" || held === "closed") tell(sayings.closed);
  return held === "answer" || held === "closed";
}

const ALREADY = { accept: ["accepted", "added"], reject: ["rejected"] };

/** Decides on the chosen statement and goes on to the next one at once; what the record says of it comes in later. */
async function decide(verb, fields = {}) {
  const card = chosen;
  if (!card || !mayDecide || card.dataset.sending || isHeld(verb)) return;
  if (ALREADY[verb]?.includes(card.dataset.state) && !card.dataset.held) {
    goOn();
    return;
  }
  card.dataset.sending = "yes";
  card.classList.add("sending");
  const isEnd = verb === "correct" || !goOn();
  try {
    const done = await send(to(verb, idOf(card)), { expects: card.dataset.decision, ...fields });
    const options = { withText: verb !== "accept", wantsSame: verb !== "correct" };
    const { card: now, same } = await renew(card, done.id, options);
    remember(done.change_id, now);
    const buttons = [[sayings.undo, undo]];
    if (same) buttons.push([sayings["same-do"], () => decideSame(verb, now)]);
    const said = same ? `${done.said} ${sayings.same.replace("{n}", same)}` : done.said;
    if (isEnd && verb !== "correct" && !listing.nextWaiting(chosen, skipped)) tellEnd(said, buttons);
    else tell(said, buttons);
  } catch (error) {
    delete card.dataset.sending;
    card.classList.remove("sending");
    choose(card);
    failed(error);
    // Where somebody else was quicker, what they decided is shown.
    renew(card, idOf(card)).catch(failed);
  }
}

/** Decides the same on all that say the same; what that changes is much, so the page is loaded anew. */
async function decideSame(verb, card) {
  try {
    const back = location.pathname + location.search;
    const done = await send(to("same", idOf(card)), { verb, expects: card.dataset.decision, back });
    leaveFor();
    location.assign(done.to);
  } catch (error) {
    failed(error);
  }
}

function remember(change, card) {
  undone.push({ change, id: card?.id });
  const button = toolbar.querySelector("[data-do=undo]");
  if (button) button.disabled = false;
}

async function undo() {
  const last = undone.pop();
  if (!last) {
    tell(sayings.nothing);
    return;
  }
  try {
    const done = await send(to("undo", last.change));
    const old = last.id ? document.getElementById(last.id) : null;
    const { card } = await renew(old, done.id);
    if (card) choose(card);
    tell(sayings.undone);
  } catch (error) {
    failed(error);
  }
  toolbar.querySelector("[data-do=undo]").disabled = !undone.length;
}

// --- other words for the anchor ----------------------------------------------------------------------------

const adjusting = new Adjusting({
  text,
  panel: document.querySelector("#adjusting"),
  shown: document.querySelector("#adjusted"),
  save: (place) => decide("correct", { "anchor.at": place }),
});

/** Moves an end of the words in the form's field, else of the chosen statement's anchor. */
function adjust(end, by, how = moved) {
  const change = (span) => how(text.words, span, end, by);
  if (!forms.adjust(change) && chosen && mayDecide && !isHeld("words")) adjusting.move(chosen, change);
}

// --- forms and selected words ------------------------------------------------------------------------------

const forms = new Forms({
  stack,
  text,
  async done(answer, old) {
    const { card } = await renew(old, answer.id);
    remember(answer.change_id, card);
    if (card) choose(card);
    tell(answer.said, [[sayings.undo, undo]]);
  },
  closed: () => chosen?.focus({ preventScroll: true }),
  failed,
});

const selection = new Selection({
  text,
  pane,
  bar: mayDecide ? document.querySelector("#adding") : null,
  sayings,
  begin() {
    if (chosen) return anchorOf(text, chosen);
    return text.words ? { start: 0, end: 0 } : null;
  },
  fill: (span) => forms.fill(span),
  take(kind, span) {
    const here = new URL(desk.dataset.new, location.href);
    here.searchParams.set("kind", kind);
    here.searchParams.set("anchor", `${text.point(span.start)}-${text.point(span.end)}`);
    const at = listing.cards.find((card) => Number(card.dataset.at) >= text.point(span.start));
    forms.open(here, { before: at ?? null, old: null });
  },
});

const actions = {
  accept: () => decide("accept"),
  reject: () => decide("reject"),
  edit: () => chosen && !isHeld("edit") && forms.open(to("edit", idOf(chosen)), { before: chosen, old: chosen }),
  skip() {
    if (chosen && waits(chosen)) skipped.add(chosen.id);
    if (!goOn()) tellEnd("", []);
  },
  undo,
  next: () => choose(listing.beside(chosen, 1) ?? chosen),
  previous: () => choose(listing.beside(chosen, -1) ?? chosen),
  show: () => showWords("center"),
  words: () => chosen && !isHeld("words") && adjusting.move(chosen, (span) => span),
  save: () => adjusting.save(),
  leave: () => adjusting.leave(),
  keys: () => document.dispatchEvent(new KeyboardEvent("keydown", { key: "?", bubbles: true })),
};

for (const bar of [toolbar, adjusting.panel]) {
  bar.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.dataset.do) actions[button.dataset.do]();
    else if (button?.dataset.move) adjust(button.dataset.move, Number(button.dataset.by));
    // A button that keeps the focus would take the next press of the space bar.
    if (event.detail && button && !forms.isOpen) chosen?.focus({ preventScroll: true });
  });
}

if (mayDecide) {
  keys({
    "[": { words: sayings["word-less"], run: () => adjust("end", -1) },
    "]": { words: sayings["word-more"], run: () => adjust("end", 1) },
    "{": { words: sayings["phrase-less"], run: () => adjust("end", -1, movedByPhrase) },
    "}": { words: sayings["phrase-more"], run: () => adjust("end", 1, movedByPhrase) },
    "<": { words: sayings["start-more"], run: () => adjust("start", -1) },
    ">": { words: sayings["start-less"], run: () => adjust("start", 1) },
    "(": { words: sayings["start-phrase-more"], run: () => adjust("start", -1, movedByPhrase) },
    ")": { words: sayings["start-phrase-less"], run: () => adjust("start", 1, movedByPhrase) },
    Enter: { words: sayings.save, run: actions.save },
  });
}
keys({
  Escape: {
    words: sayings.leave,
    run() {
      adjusting.leave();
      selection.clear();
      forms.close();
    },
  },
});

// With Alt the same keys move the words of the field that somebody writes in.
document.addEventListener("keydown", (event) => {
  if (!event.altKey || event.ctrlKey || event.metaKey || !isWriting(event.target)) return;
  const known = { "[": ["end", -1], "]": ["end", 1], "<": ["start", -1], ">": ["start", 1] };
  const byPhrase = { "{": ["end", -1], "}": ["end", 1], "(": ["start", -1], ")": ["start", 1] };
  const move = known[event.key] ?? byPhrase[event.key];
  if (!move) return;
  event.preventDefault();
  adjust(...move, event.key in known ? moved : movedByPhrase);
});

new Pointing({
  words,
  stack,
  marks,
  chosen: () => chosen,
  choose(card, withWords) {
    if (!card || !listing.isListed(card)) return;
    choose(card);
    if (withWords) showWords("center");
  },
});

// --- coming and going --------------------------------------------------------------------------------------

const SHOWN = 160; // characters lit up where an address names only where they begin

const leaveFor = () => keep({ pane, stack, chosen });

/** Shows what the address names; false where it names nothing. */
function showNamed() {
  const asked = named();
  const card = document.getElementById(asked?.id ?? "");
  if (card) choose(card);
  else if (asked?.from !== undefined) showPlace(asked.from, asked.to ?? asked.from + SHOWN);
  return card !== null || asked?.from !== undefined;
}

/** Shows what was shown before, else what waits first. */
function comeBack() {
  const before = kept();
  const was = document.getElementById(before?.chosen ?? "");
  choose(was ?? listing.nextWaiting(null, skipped), { scroll: false, focus: false });
  if (before && isWide.matches) scrollBack({ pane, stack, marks }, before);
}

/** Lights up some words, to the end of their paragraph at most, and chooses what is said with them. */
function showPlace(from, to) {
  const span = snapped(text.words, { start: text.unit(from), end: text.unit(to) });
  if (!span) return;
  const last = text.starts[text.block(span.start) + 1] ?? text.words.length;
  highlight(text, "asked", { start: span.start, end: Math.min(span.end, last) });
  text.node(span.start)[0].parentElement.scrollIntoView({ block: "center" });
  choose(listing.after(from), { scroll: false, focus: false });
  if (isWide.matches) chosen?.scrollIntoView({ block: "center" });
}

desk.dataset.scripted = "";
toolbar.hidden = false;
listing.count();
if (!showNamed()) comeBack();
addEventListener("pagehide", leaveFor);
addEventListener("hashchange", showNamed);
