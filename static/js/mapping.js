// The page of a mapping: a field chosen for a column shows the options that it takes, no others.
"use strict";

function copyOf(model, id) {
  const option = model.cloneNode(true);
  const control = option.querySelector("select, input");
  option.querySelector("label").htmlFor = control.id = control.name = id;
  return option;
}

document.addEventListener("change", (event) => {
  const field = event.target;
  if (!field.matches("[data-mapping-field]")) {
    return;
  }
  const options = field.closest("li").querySelector(".mapping-options");
  for (const model of document.getElementById("mapping-options").content.children) {
    const isTaken = model.dataset.fields.split(" ").includes(field.value);
    let option = options.querySelector(`[data-option="${model.dataset.option}"]`);
    if (!option && isTaken) {
      option = copyOf(model, field.name.replace(/field$/, model.dataset.option));
      options.append(option);
    }
    if (option) {
      option.hidden = option.disabled = !isTaken;
    }
  }
});
