// The box of an autocomplete is named after what is chosen in it: an empty one takes its label's name.
"use strict";

const nameBoxes = (root) => {
  for (const select of root.querySelectorAll("select.admin-autocomplete")) {
    const name = select.labels[0]?.textContent.trim() || select.getAttribute("aria-label");
    const box = select.parentElement.querySelector(".select2-selection__rendered");
    if (name && box) {
      box.setAttribute("aria-label", name);
    }
  }
};

window.addEventListener("load", () => setTimeout(() => nameBoxes(document)));
document.addEventListener("formset:added", (event) => setTimeout(() => nameBoxes(event.target)));
