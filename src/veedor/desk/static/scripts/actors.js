// Actors: names that have the letters typed so far, and one question answered once.

import { ask } from "./desk.js";

const question = document.querySelector("[data-question]");
if (question && !location.hash) question.focus({ preventScroll: true });

// A key held down, or pressed twice, must not answer the next question too.
for (const form of document.querySelectorAll("form.judge")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
}
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload(); // what was judged since would not be seen
});

/** A line of the list: the name, where it is meant, how often it is named; its words are never taken for HTML. */
function choice(one) {
  const line = document.createElement("li");
  const link = line.appendChild(document.createElement("a"));
  link.href = one.to;
  link.appendChild(document.createElement("bdi")).textContent = one.name;
  const beside = line.appendChild(document.createElement("span"));
  beside.className = "muted";
  beside.textContent = ` ${[one.document, one.mentions].filter(Boolean).join(" · ")}`;
  return line;
}

for (const form of document.querySelectorAll("form[data-suggest]")) {
  const field = form.querySelector("input[type=search]");
  const list = form.parentElement.querySelector("[data-found]");
  const back = form.querySelector("input[name=back]")?.value;
  let waits;
  let asked = 0;
  field.addEventListener("input", () => {
    clearTimeout(waits);
    waits = setTimeout(async () => {
      const number = ++asked;
      const words = field.value.trim();
      const address = new URL(form.dataset.suggest, location.href);
      address.searchParams.set("other", words);
      if (back) address.searchParams.set("back", back);
      const found = words.length < 2 ? [] : (await ask(address).catch(() => ({ candidates: [] }))).candidates;
      if (number !== asked) return; // somebody typed on meanwhile
      list.replaceChildren(...found.slice(0, 8).map(choice));
      list.hidden = !found.length;
    }, 200);
  });
}
