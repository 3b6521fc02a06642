// Sentences of a brief are dragged to another place, of their section or of another one. Without this script the
// buttons up and down do the same. Whoever leaves the page, or saves one sentence, while words that they wrote in another
// place are not saved yet is asked first.

const lists = document.querySelectorAll("[data-sentences]");
let held = null;

function placeOf(item) {
  return Number(item.dataset.number);
}

function begin(item) {
  held = item;
  item.classList.add("dragged");
}

function end() {
  held?.classList.remove("dragged");
  for (const item of document.querySelectorAll(".said.over")) item.classList.remove("over");
  held = null;
}

function drop(list, before) {
  const form = held.querySelector("form.reword");
  const from = held.closest("[data-sentences]").dataset.sentences;
  let place = before ? placeOf(before) : list.children.length;
  if (from === list.dataset.sentences && place > placeOf(held)) place -= 1;
  const fields = new FormData(form);
  fields.set("do", "move");
  fields.set("to", list.dataset.sentences);
  fields.set("place", String(place));
  const move = document.createElement("form");
  move.method = "post";
  move.action = form.action;
  for (const [name, value] of fields) {
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = name;
    field.value = value;
    move.append(field);
  }
  document.body.append(move);
  sent = form;
  move.submit();
}

let sent = null;
document.addEventListener("submit", (event) => {
  sent = event.target;
});
window.addEventListener("beforeunload", (event) => {
  const written = [...document.querySelectorAll("main textarea, main input[type=text], main input:not([type])")];
  if (written.some((field) => field.value !== field.defaultValue && field.form !== sent)) event.preventDefault();
  sent = null;
});

for (const list of lists) {
  for (const item of list.children) {
    const handle = item.querySelector("summary");
    if (!handle || !item.querySelector("form.reword")) continue;
    item.draggable = true;
    item.addEventListener("dragstart", () => begin(item));
    item.addEventListener("dragend", end);
  }
  list.addEventListener("dragover", (event) => {
    if (!held) return;
    event.preventDefault();
    for (const item of document.querySelectorAll(".said.over")) item.classList.remove("over");
    event.target.closest(".said")?.classList.add("over");
  });
  list.addEventListener("drop", (event) => {
    if (!held) return;
    event.preventDefault();
    drop(list, event.target.closest(".said"));
  });
}
