/* Makes the fieldsets of the content languages into tabs. Without this script they stand one
   below the other. Arrow keys, Home and End move between the tabs, as WAI-ARIA asks. */
"use strict";

(() => {
  const makeTab = (fieldset, index) => {
    const tab = document.createElement("button");
    tab.type = "button";
    tab.id = `language-tab-${index}`;
    tab.className = "language-tab";
    tab.textContent = fieldset.querySelector(".fieldset-heading").textContent;
    tab.setAttribute("role", "tab");
    fieldset.id = fieldset.id || `language-panel-${index}`;
    tab.setAttribute("aria-controls", fieldset.id);
    fieldset.setAttribute("role", "tabpanel");
    fieldset.setAttribute("aria-labelledby", tab.id);
    if (fieldset.querySelector(".errors, .errorlist")) {
      tab.classList.add("has-errors");
    }
    return tab;
  };

  const start = () => {
    const panels = [...document.querySelectorAll("fieldset.language")];
    if (panels.length < 2) {
      return;
    }
    const list = document.createElement("div");
    list.className = "language-tabs";
    list.setAttribute("role", "tablist");
    const tabs = panels.map(makeTab);
    list.append(...tabs);
    panels[0].before(list);

    const choose = (chosen, focus) => {
      tabs.forEach((tab, index) => {
        const selected = index === chosen;
        tab.setAttribute("aria-selected", String(selected));
        tab.tabIndex = selected ? 0 : -1;
        panels[index].hidden = !selected;
      });
      if (focus) {
        tabs[chosen].focus();
      }
    };

    tabs.forEach((tab, index) => {
      tab.addEventListener("click", () => choose(index, false));
      tab.addEventListener("keydown", (event) => {
        const last = tabs.length - 1;
        const next = {
          ArrowRight: index === last ? 0 : index + 1,
          ArrowLeft: index === 0 ? last : index - 1,
          Home: 0,
          End: last,
        }[event.key];
        if (next !== undefined) {
          event.preventDefault();
          choose(next, true);
        }
      });
    });
    const wrong = tabs.findIndex((tab) => tab.classList.contains("has-errors"));
    choose(Math.max(wrong, 0), false);
  };

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", start);
  } else {
    start();
  }
})();
