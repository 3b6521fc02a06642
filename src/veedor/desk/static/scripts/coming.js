// Where somebody was in a document: kept while they are elsewhere, and found again when they come back.

const place = () => `desk ${location.pathname}`;

/** What stands at the top of a pane, by the attribute that names it, and how far above the pane's edge. */
function topOf(pane, selector, name) {
  const edge = pane.getBoundingClientRect();
  const found = document.elementFromPoint(edge.left + edge.width / 2, edge.top + 12)?.closest(selector);
  if (!found || !pane.contains(found)) return null;
  return [found.getAttribute(name), found.getBoundingClientRect().top - edge.top];
}

function putBack(pane, element, above) {
  if (!element) return;
  element.scrollIntoView({ block: "start" });
  pane.scrollTop += element.getBoundingClientRect().top - pane.getBoundingClientRect().top - above;
}

/** Keeps which card is chosen and how far both panes are scrolled. */
export function keep({ pane, stack, chosen }) {
  const kept = { chosen: chosen?.id, text: topOf(pane, ".b", "data-at"), card: topOf(stack, ".card", "id") };
  sessionStorage.setItem(place(), JSON.stringify(kept));
}

/** What was kept; null where nobody has been here. */
export function kept() {
  return JSON.parse(sessionStorage.getItem(place()) ?? "null");
}

/** Scrolls both panes to where they were. */
export function scrollBack({ pane, stack, marks }, before) {
  if (before.text) putBack(pane, marks.block(before.text[0]), before.text[1]);
  if (before.card) putBack(stack, document.getElementById(before.card[0]), before.card[1]);
}

/** What the address names: `{id}` of a card, or `{from, to}` of the text, `to` being null where it is not said. */
export function named() {
  const card = /^#s-(\w+)$/.exec(location.hash);
  if (card) return { id: `s-${card[1]}` };
  const span = /^#at-(\d+)(?:-(\d+))?$/.exec(location.hash);
  return span ? { from: Number(span[1]), to: span[2] ? Number(span[2]) : null } : null;
}
