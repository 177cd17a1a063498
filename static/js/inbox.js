// The inbox by keyboard: a row has the focus, and one key decides on it. Buttons do the same.
"use strict";

const rows = () => [...document.querySelectorAll("[data-item]")];
let place = 0;

const focus = (step) => {
  const all = rows();
  const now = all.findIndex((row) => row.contains(document.activeElement));
  place = Math.max(0, Math.min(all.length - 1, now < 0 ? 0 : now + step));
  all[place]?.focus();
};

const KEYS = {
  j: () => focus(1),
  k: () => focus(-1),
  s: (row) => row?.querySelector("[name=keep]")?.click(),
  d: (row) => row?.querySelector("[name=aside], [name=back]")?.click(),
  x: (row) => row?.querySelector("[data-tick]")?.click(),
  o: (row) => row?.querySelector("[data-read]")?.click(),
};

document.addEventListener("keydown", (event) => {
  const writes = event.target.matches("select, textarea, input:not([type=checkbox])");
  if (writes || event.ctrlKey || event.metaKey || event.altKey || !(event.key in KEYS)) {
    return;
  }
  event.preventDefault();
  const row = document.activeElement.closest("[data-item]");
  place = row ? rows().indexOf(row) : place;
  KEYS[event.key](row);
});

// What was decided on is drawn anew; the next one is the one to look at.
document.addEventListener("htmx:beforeRequest", (event) => {
  const row = event.target.closest("[data-item]");
  place = row ? rows().indexOf(row) : place;
});
document.addEventListener("htmx:afterSettle", () => {
  const all = rows();
  all[Math.min(place + 1, all.length - 1)]?.focus();
});

document.querySelector("[data-keys]")?.removeAttribute("hidden");
