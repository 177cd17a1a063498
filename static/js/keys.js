// Keys of one sign, for readers without a mouse; they can be switched off in the window that ? opens.
(function () {
  "use strict";
  const dialog = document.getElementById("keys");
  const choice = document.getElementById("keys-on");

  function areOn() {
    try {
      return localStorage.getItem("keys") !== "off";
    } catch {
      return true;
    }
  }

  function toSearch() {
    const search = document.getElementById("search");
    if (!search) return false;
    document.getElementById("site-menu").open = true; // the narrow layout folds it away
    search.focus();
    return true;
  }

  // The entry after or before the one that has the focus; from elsewhere, the first in sight.
  function toEntry(step) {
    const links = [...document.querySelectorAll(".entry-row h3 a")];
    const here = links.findIndex((link) => link.closest(".entry-row").contains(document.activeElement));
    const inSight = links.findIndex((link) => link.getBoundingClientRect().top >= 0);
    const link = links[here < 0 ? inSight : here + step];
    if (!link) return false;
    link.focus();
    return true;
  }

  function openKeys() {
    dialog.showModal();
    return true;
  }

  const actions = { "/": toSearch, "?": openKeys, j: () => toEntry(1), k: () => toEntry(-1) };

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea, [contenteditable]");
    if (typing || dialog.open || event.ctrlKey || event.metaKey || event.altKey || !areOn()) return;
    const action = actions[event.key];
    if (action && action()) event.preventDefault();
  });

  choice.checked = areOn();
  choice.addEventListener("change", () => {
    try {
      localStorage.setItem("keys", choice.checked ? "on" : "off");
    } catch {
      choice.checked = true; // where nothing can be kept, nothing is switched off
    }
  });
  for (const opener of document.querySelectorAll('[data-opens="keys"]')) {
    opener.hidden = false;
    opener.addEventListener("click", openKeys);
  }
})();
