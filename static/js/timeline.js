// Filters keep what a reader does while new counts are on their way.
(function () {
  "use strict";

  // A box ticked or emptied meanwhile stays so in the list that takes its place.
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    const before = event.detail.target;
    for (const old of before.querySelectorAll("input[type=checkbox]")) {
      const fresh = event.detail.fragment.querySelector(`[id="${CSS.escape(old.id)}"]`);
      if (fresh) fresh.checked = old.checked;
      else if (old.checked) event.detail.fragment.firstElementChild?.prepend(old.closest("label"));
    }
  });

  // A list that was narrowed stays narrowed.
  document.addEventListener("htmx:oobAfterSwap", (event) => {
    const box = document.querySelector(`[data-narrows="${CSS.escape(event.detail.target.id)}"]`);
    if (box && box.value) box.dispatchEvent(new Event("input", { bubbles: true }));
  });

  // Older entries are read on from the first of them, not from the link that stands behind them.
  let last = null;
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target?.id === "older") last = [...document.querySelectorAll(".entry-row")].pop();
  });
  document.addEventListener("htmx:afterSettle", () => {
    const rows = [...document.querySelectorAll(".entry-row")];
    if (last?.isConnected) rows[rows.indexOf(last) + 1]?.querySelector("h3 a").focus();
    last = null;
  });

  // The picture of the query before stays in sight until the new one comes, but leads nowhere.
  // (A page that history brings back is swapped in without a target.)
  const setInert = (is) => {
    const picture = document.getElementById("picture");
    if (picture) picture.inert = is;
  };
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target?.id === "results") setInert(true);
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.elt?.id === "complement") setInert(false);
  });
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    if (event.detail.target?.id === "picture") setInert(false);
  });
})();
