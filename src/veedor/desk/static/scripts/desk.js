// What every page shares: messages, sending, keys, dark and light. Pages work for reading without it.

const main = document.querySelector("#main");

/** Shows a message for a while; `undo`, if given, is offered beside it. */
export function say(words, undo) {
  const place = document.querySelector("#say");
  if (!place) return;
  place.textContent = words;
  if (undo) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = undo.words;
    button.addEventListener("click", undo.run);
    place.append(button);
  }
  clearTimeout(say.timer);
  say.timer = setTimeout(() => place.replaceChildren(), 6000);
}

/** Sends fields to an action; gives what it answers, or throws an Error whose message says what was wrong. */
export async function send(path, fields = {}) {
  const form = fields instanceof FormData ? fields : new FormData();
  if (!(fields instanceof FormData)) {
    for (const [name, value] of Object.entries(fields)) {
      for (const one of Array.isArray(value) ? value : [value]) {
        if (one !== null && one !== undefined) form.append(name, one);
      }
    }
  }
  const answer = await fetch(path, {
    method: "POST",
    headers: { Accept: "application/json", "X-Seal": main.dataset.seal },
    body: form,
  });
  const said = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(said.error || answer.statusText);
  return said;
}

/** Loads what a page knows, as JSON. */
export async function ask(path) {
  const answer = await fetch(path, { headers: { Accept: "application/json" } });
  const said = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(said.error || answer.statusText);
  return said;
}

const bound = new Map();

/** Binds keys: `{a: {words: "accept", run() {}}}`. A key is what `event.key` says, with `Shift+` where held. */
export function keys(bindings) {
  for (const [key, binding] of Object.entries(bindings)) bound.set(key, binding);
}

/** Whether somebody is writing, so that letters are letters. */
export function isWriting(target) {
  return target.closest?.("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
  if (document.querySelector("dialog[open]") && event.key !== "?") return;
  const name = event.shiftKey && event.key.length > 1 ? `Shift+${event.key}` : event.key;
  const binding = bound.get(name);
  if (!binding || ((name === "Enter" || name === " ") && event.target.closest("a, button, summary, input"))) return;
  event.preventDefault();
  binding.run(event);
});

function showKeys() {
  let dialog = document.querySelector("#keys");
  if (dialog?.open) {
    dialog.close();
    return;
  }
  dialog?.remove();
  dialog = document.createElement("dialog");
  dialog.id = "keys";
  const title = document.createElement("h2");
  title.textContent = main.dataset.keysTitle || "Keys";
  const list = document.createElement("div");
  list.className = "keys";
  for (const [key, binding] of bound) {
    const name = document.createElement("kbd");
    name.textContent = key === " " ? "Space" : key;
    const words = document.createElement("span");
    words.textContent = binding.words;
    list.append(name, words);
  }
  dialog.append(title, list);
  document.body.append(dialog);
  dialog.showModal();
}

if (main) keys({ "?": { words: "all keys", run: showKeys } });

// Every key printed on a button or a link, `data-key="a"`, presses it.
for (const element of document.querySelectorAll("[data-key]")) {
  keys({ [element.dataset.key]: { words: element.dataset.words || element.textContent.trim(), run: () => element.click() } });
}

const button = document.querySelector("[data-theme-button]");
if (button) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const root = document.documentElement;
    const isDark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = isDark ? "light" : "dark";
    document.cookie = `theme=${root.dataset.theme}; path=/; max-age=31536000; samesite=strict`;
  });
}
