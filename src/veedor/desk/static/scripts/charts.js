// Draws the charts of a page. Each stands beside its table, which says the same without a script.
// The expression interpreter (`ast`) is used, as the desk's policy forbids code made from text.

import { say } from "./desk.js";

for (const place of document.querySelectorAll("[data-chart]")) {
  const spec = JSON.parse(document.getElementById(place.dataset.chart).textContent);
  const figure = place.closest("figure");
  figure?.classList.add("drawn"); // first, as a chart is as wide as its place, and a hidden one has no width
  try {
    await window.veedorEmbed(place, spec, {
      ast: true,
      actions: false,
      renderer: "svg",
      defaultStyle: false,
      tooltip: { disableDefaultStyle: true },
    });
    // The place is one picture with a name; what it shows stands in its table, not in a hundred unnamed shapes.
    place.querySelector("svg")?.setAttribute("aria-hidden", "true");
  } catch (error) {
    figure?.classList.remove("drawn");
    say(error.message);
  }
}
