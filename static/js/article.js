// Review of an article: one key decides on the draft that has the focus, j and k move between them.
"use strict";

const cards = () => [...document.querySelectorAll("[data-suggestion]")];
const current = () => document.activeElement && document.activeElement.closest("[data-suggestion]");

const show = (card) => {
  if (card) {
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "center" });
  }
};

const move = (step) => {
  const all = cards();
  const place = all.indexOf(current());
  show(all[place < 0 ? 0 : Math.min(Math.max(place + step, 0), all.length - 1)]);
};

const nextOpen = (after) => {
  const all = cards();
  const place = all.indexOf(after);
  return all.slice(place + 1).find((card) => card.hasAttribute("data-open"));
};

const isTyping = (element) => element.closest("input, select, textarea, [contenteditable]");

document.addEventListener("keydown", (event) => {
  const card = current();
  if (!card || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) {
    return;
  }
  if (event.key === "j" || event.key === "k") {
    event.preventDefault();
    move(event.key === "j" ? 1 : -1);
    return;
  }
  const button = ["a", "e", "s"].includes(event.key) && card.querySelector(`[data-key="${event.key}"]`);
  if (button) {
    event.preventDefault();
    button.click();
  }
});

document.addEventListener("htmx:afterSettle", (event) => {
  const card = event.target.closest("[data-suggestion]");
  if (card) {
    show(nextOpen(card) || document.getElementById(card.id));
  }
});

document.addEventListener("DOMContentLoaded", () => {
  const asked = window.location.hash && document.querySelector(window.location.hash);
  const first = asked || cards().find((card) => card.hasAttribute("data-open"));
  if (first && first.hasAttribute("data-open")) {
    first.focus({ preventScroll: !asked });
  }
});
