// The form with a statement's fields: rows are added and removed at once. Without it the server adds them.

/** Readies a form `[data-edit]`, also one that a page puts in place later. */
export function ready(form) {
  for (const several of form.querySelectorAll("[data-several]")) {
    const more = several.querySelector("[data-more]");
    for (const row of several.querySelectorAll("[data-row]")) removable(row);
    more?.addEventListener("click", (event) => {
      event.preventDefault();
      several.insertBefore(emptied(several.querySelector("[data-row]:last-of-type")), more);
      several.querySelector("[data-row]:last-of-type input").focus();
    });
  }
  const other = form.querySelector('button[name="more"][value="kind"]');
  if (other) other.hidden = true;
  for (const kind of form.querySelectorAll('input[name="kind"]')) {
    kind.addEventListener("change", () => other?.click());
  }
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") form.querySelector("[data-cancel]")?.click();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
}

function emptied(row) {
  const copy = row.cloneNode(true);
  for (const input of copy.querySelectorAll("input")) input.value = "";
  copy.querySelector("[data-remove]")?.remove();
  removable(copy);
  return copy;
}

function removable(row) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet";
  button.dataset.remove = "";
  button.textContent = "×";
  button.setAttribute("aria-label", `Remove ${row.querySelector("label span")?.textContent.trim() ?? ""}`);
  button.addEventListener("click", () => {
    const others = row.parentElement.querySelectorAll("[data-row]");
    // The last one stays, empty, so that there is something to write into.
    if (others.length > 1) row.remove();
    else for (const input of row.querySelectorAll("input")) input.value = "";
  });
  row.append(button);
}

for (const form of document.querySelectorAll("[data-edit]")) ready(form);
// On a page of its own the form is what one came for.
document.querySelector(".page-edit [data-edit] input[name=anchor], .page-new [data-edit] input[name=anchor]")?.focus({ preventScroll: true });
