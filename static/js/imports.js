// Review of an import: one box ticks all rows of the page; when the work is done, show the result.
"use strict";

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-tick-all]")) {
    for (const box of document.querySelectorAll("[data-tick]")) {
      box.checked = event.target.checked;
    }
  }
});

document.addEventListener("htmx:afterSwap", () => {
  const progress = document.getElementById("import-progress");
  if (progress && !progress.hasAttribute("hx-trigger")) {
    window.location.reload();
  }
});
