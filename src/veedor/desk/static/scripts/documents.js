// Files dropped or chosen are sent some at a time; what came in is asked for every second while something is open.
import { ask, say, send } from "./desk.js";

const AT_ONCE = 25;
const BYTES_AT_ONCE = 24 * 1024 * 1024;
const EVERY_MS = 1000;

// --- sending files ---

function portions(files) {
  const made = [];
  let bytes = Infinity;
  for (const file of files) {
    if (bytes + file.size > BYTES_AT_ONCE || made.at(-1).length >= AT_ONCE) {
      made.push([]);
      bytes = 0;
    }
    made.at(-1).push(file);
    bytes += file.size;
  }
  return made;
}

async function sendFiles(form, chosen) {
  const most = Number(form.dataset.most);
  const small = chosen.filter((file) => file.size < most);
  for (const file of chosen) {
    if (file.size >= most) say(form.dataset.tooLarge.replace("{name}", file.name));
  }
  if (!small.length) return;
  const progress = form.querySelector("[data-progress]");
  const button = form.querySelector("button");
  button.disabled = true;
  let done = 0;
  let to = "";
  try {
    for (const some of portions(small)) {
      progress.textContent = form.dataset.sending.replace("{done}", done).replace("{all}", small.length);
      const fields = new FormData(form);
      fields.delete("file");
      for (const file of some) fields.append("file", file, file.name);
      ({ to } = await send(form.getAttribute("action"), fields));
      done += some.length;
    }
    form.reset();
    const isHere = location.pathname === new URL(to, location.href).pathname;
    location.assign(to);
    if (isHere) location.reload();
  } catch (error) {
    say(error.message);
  } finally {
    button.disabled = false;
    progress.textContent = "";
  }
}

for (const form of document.querySelectorAll("[data-drop]")) {
  form.querySelector("[data-hint]").hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    sendFiles(form, [...form.querySelector("input[type=file]").files]);
  });
  form.addEventListener("dragover", (event) => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    form.classList.add("over");
  });
  form.addEventListener("dragleave", (event) => {
    if (!form.contains(event.relatedTarget)) form.classList.remove("over");
  });
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("over");
    sendFiles(form, [...event.dataTransfer.files]);
  });
}

// --- what became of them ---

function element(name, words, kind) {
  const made = document.createElement(name);
  if (words) made.textContent = words;
  if (kind) made.className = kind;
  return made;
}

function badge(file) {
  const kind = { refused: " warn", read: " good" }[file.state] || "";
  return element("span", file.words, `state badge${kind}`);
}

function shown(file) {
  const item = element("li", "", `file s-${file.state.replaceAll(" ", "-")}`);
  item.dataset.file = file.id;
  const line = element("p");
  line.append(badge(file), " ", element("bdi", file.name, "name"), " ", element("span", file.by, "muted"));
  item.append(line);
  const list = element("ul");
  for (const told of file.documents) {
    const row = element("li");
    const link = element("a");
    link.href = told.to;
    link.append(element("bdi", told.label));
    row.append(link, " ", element("bdi", told.words, "muted"));
    list.append(row);
  }
  if (file.more) list.append(element("li", file.more));
  for (const reason of file.reasons) {
    const row = element("li", "", "reason");
    row.append(element("bdi", reason));
    list.append(row);
  }
  if (list.childElementCount) item.append(list);
  return item;
}

function update(ledger, now) {
  const few = Number(ledger.dataset.few);
  const files = few ? now.files.slice(0, few) : now.files;
  const list = ledger.querySelector("[data-files]");
  const known = new Map([...list.children].map((item) => [item.dataset.file, item]));
  const items = files.map((file) => {
    const key = JSON.stringify(file);
    const item = known.get(String(file.id));
    if (item && item.dataset.key === key) return item;
    const made = shown(file);
    made.dataset.key = key;
    return made;
  });
  if (items.length !== list.children.length || items.some((item, n) => item !== list.children[n])) {
    list.replaceChildren(...items);
  }
  const place = ledger.querySelector("[data-now]");
  if (place.textContent !== now.words) place.textContent = now.words;
}

async function follow(ledger, wasOpen) {
  try {
    const now = await ask(ledger.dataset.ledger);
    update(ledger, now);
    const hasNew = wasOpen || now.files.some((file) => file.id > Number(ledger.dataset.last));
    if (now.open || (ledger.dataset.watched && !hasNew)) {
      setTimeout(follow, now.open ? EVERY_MS : 5 * EVERY_MS, ledger, now.open > 0);
      return;
    }
    for (const gone of ledger.querySelectorAll("[data-again], [data-stop]")) gone.remove();
    // The list below shows what came in, unless somebody is filling in a form.
    const isBusy = document.querySelector("input:focus, select:focus, textarea:focus, textarea:not(:placeholder-shown)");
    if (!isBusy && "reload" in ledger.dataset) location.reload();
    else if (ledger.dataset.watched) setTimeout(follow, 5 * EVERY_MS, ledger, false);
  } catch (error) {
    say(error.message);
    setTimeout(follow, 10 * EVERY_MS, ledger, wasOpen);
  }
}

for (const ledger of document.querySelectorAll("[data-ledger]")) {
  const isOpen = Number(ledger.dataset.open) > 0;
  if (isOpen || ledger.dataset.watched) {
    ledger.querySelector("[data-again]")?.remove();
    setTimeout(follow, EVERY_MS, ledger, isOpen);
  }
}
