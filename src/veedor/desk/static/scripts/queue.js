// The queue by keyboard: the focus stands on the question, keys press the buttons that print them (desk.js).

const question = document.querySelector("[data-question]");
if (question && !location.hash && !document.querySelector("#refused")) question.focus({ preventScroll: true });

// A key held down, or pressed twice, must not decide on the next question too.
for (const form of document.querySelectorAll("form.decide")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
}
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  // Come back to by the browser's history, the page may show what was decided since.
  location.reload();
});

const all = document.querySelector("[data-keys-button]");
if (all) {
  all.hidden = false;
  all.addEventListener("click", () => document.dispatchEvent(new KeyboardEvent("keydown", { key: "?", bubbles: true })));
}
