// The search box as a combobox (WAI-ARIA APG, list autocomplete with manual selection).
// HTMX asks for the list; here it is opened, walked and closed. Without this script the form works.
(function () {
  "use strict";
  const box = document.getElementById("search");
  const list = document.getElementById("suggestions");
  const told = document.getElementById("suggestions-told");
  if (!box || !list) return;

  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-haspopup", "listbox");
  box.setAttribute("aria-controls", "suggestions");
  box.setAttribute("aria-expanded", "false");

  const options = () => [...list.querySelectorAll('[role="option"]')];
  const chosen = () => list.querySelector('[aria-selected="true"]');

  function choose(option) {
    chosen()?.setAttribute("aria-selected", "false");
    if (!option) {
      box.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    box.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  function open() {
    if (!options().length || document.activeElement !== box || !box.value.trim()) return;
    list.hidden = false;
    box.setAttribute("aria-expanded", "true");
  }

  function close() {
    choose(null);
    list.hidden = true;
    told.textContent = "";
    box.setAttribute("aria-expanded", "false");
  }

  function move(step) {
    const all = options();
    if (list.hidden) open();
    if (list.hidden) return;
    // One place before the first and after the last is the box itself.
    const place = all.indexOf(chosen()) + 1 + step;
    choose(all[(place + all.length + 1) % (all.length + 1) - 1]);
  }

  box.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    if (event.key === "ArrowDown" && event.altKey) open();
    else if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Enter" && !list.hidden && chosen()) chosen().click();
    else if (event.key === "Escape" && !list.hidden) close();
    else return;
    event.preventDefault();
  });

  // An answer that comes after the box was left or emptied opens nothing.
  list.addEventListener("htmx:afterSwap", () => {
    choose(null);
    const wanted = options().length && box.value.trim() && document.activeElement === box;
    if (wanted) open();
    else close();
  });
  box.addEventListener("input", () => {
    if (!box.value.trim()) close();
  });
  box.addEventListener("focus", open);
  box.form.addEventListener("focusout", (event) => {
    if (!box.form.contains(event.relatedTarget)) close();
  });
  // Pressing the mouse would take the focus from the box, and close the list before the click.
  list.addEventListener("mousedown", (event) => event.preventDefault());
})();
