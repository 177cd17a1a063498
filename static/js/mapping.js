// The page of a mapping: a field chosen for a column shows the options that it takes, no others.
"use strict";

document.addEventListener("change", (event) => {
  if (!event.target.matches("[data-mapping-field]")) {
    return;
  }
  const takes = event.target.selectedOptions[0].dataset.takes.split(" ");
  for (const option of event.target.closest("li").querySelectorAll("[data-option]")) {
    option.hidden = option.disabled = !takes.includes(option.dataset.option);
  }
});
