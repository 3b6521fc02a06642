// The form of a statement inside the pane: fetched from its page, put among the cards, sent without leaving.

import { ready } from "./edit.js";
import { send } from "./desk.js";

export class Forms {
  /** `done` gets what the action answered and the card that was edited; `closed` is called when nothing was sent. */
  constructor({ stack, text, done, closed, failed }) {
    Object.assign(this, { stack, text, done, closed, failed });
    this.panel = null;
    this.field = null;
    stack.addEventListener("focusin", (event) => {
      if (this.panel?.contains(event.target)) this.field = event.target.closest("[data-words-of]");
    });
  }

  get isOpen() {
    return this.panel !== null;
  }

  async open(address, { before, old }) {
    this.close();
    try {
      const answer = await fetch(address);
      if (!answer.ok) throw new Error(answer.statusText);
      this.show(await answer.text(), before, old);
    } catch (error) {
      this.failed(error);
    }
  }

  show(page, before, old) {
    const form = new DOMParser().parseFromString(page, "text/html").querySelector("form[data-edit]");
    if (!form) throw new Error();
    const panel = document.createElement("div");
    panel.className = "form-here";
    panel.append(form);
    this.close();
    this.panel = panel;
    this.before = before;
    this.old = old;
    if (before) before.before(panel);
    else this.stack.append(panel);
    ready(form);
    form.addEventListener("submit", (event) => this.submit(event, form));
    form.addEventListener("click", (event) => {
      if (!event.target.closest("[data-cancel]")) return;
      event.preventDefault();
      this.close();
      this.closed();
    });
    const first = form.querySelector("[data-words-of=anchor]");
    this.field = first;
    panel.scrollIntoView({ block: "nearest" });
    (first ?? form.querySelector("input:not([type=hidden])"))?.focus({ preventScroll: true });
  }

  async submit(event, form) {
    event.preventDefault();
    const sent = new FormData(form, event.submitter);
    if (sent.get("more")) {
      await this.anew(form, sent);
      return;
    }
    const { old } = this;
    try {
      const answer = await send(form.getAttribute("action"), sent);
      this.close();
      await this.done(answer, old);
    } catch (error) {
      if (form.isConnected) this.wrong(form, error.message);
      else this.failed(error);
    }
  }

  /** The same form with another row, or with the fields of another kind. */
  async anew(form, sent) {
    try {
      const answer = await fetch(form.getAttribute("action"), { method: "POST", body: sent });
      this.show(await answer.text(), this.before, this.old);
    } catch (error) {
      this.failed(error);
    }
  }

  wrong(form, said) {
    let place = form.querySelector(".wrong");
    if (!place) {
      place = document.createElement("p");
      place.className = "wrong";
      place.setAttribute("role", "alert");
      form.prepend(place);
    }
    place.textContent = said;
    place.scrollIntoView({ block: "nearest" });
  }

  close() {
    this.panel?.remove();
    this.panel = null;
    this.field = null;
  }

  /** Puts words of the text into the field that has, or last had, the focus; false where no form is open. */
  fill(span) {
    if (!this.field?.isConnected) return false;
    const place = this.place();
    const [start, end] = (place?.value ?? "").split("-").map(Number);
    const at = { start: this.text.point(span.start), end: this.text.point(span.end) };
    // Whom other words mean is not known any more.
    if (place && start < end && (at.end <= start || end <= at.start)) this.forgetName();
    this.field.value = this.text.words.slice(span.start, span.end).replace(/\s+/g, " ");
    if (place) place.value = `${at.start}-${at.end}`;
    this.field.focus({ preventScroll: true });
    return true;
  }

  forgetName() {
    const name = this.field.closest(".quote-row")?.querySelector(`[name="${this.field.name}.name"]`);
    if (name) name.value = "";
  }

  /** Changes the place of the words in the field; false where the field has none. */
  adjust(change) {
    const at = this.field?.isConnected ? this.place() : null;
    const [start, end] = (at?.value ?? "").split("-").map(Number);
    if (!(start < end)) return false;
    this.fill(change({ start: this.text.unit(start), end: this.text.unit(end) }));
    return true;
  }

  /** The hidden input that holds the place of the field's words. */
  place() {
    const next = this.field.closest("label")?.nextElementSibling;
    return next?.name === `${this.field.name}.at` ? next : null;
  }
}
