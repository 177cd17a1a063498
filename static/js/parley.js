// Small helps on top of complete pages: nothing here is needed to read.
(function () {
  "use strict";
  const root = document.documentElement;
  const status = document.getElementById("status");

  function isDark() {
    if (root.dataset.scheme) return root.dataset.scheme === "dark";
    return window.matchMedia("(prefers-color-scheme: dark)").matches;
  }

  const scheme = document.getElementById("scheme");
  if (scheme) {
    scheme.hidden = false;
    scheme.addEventListener("click", () => {
      root.dataset.scheme = isDark() ? "light" : "dark";
      try {
        localStorage.setItem("scheme", root.dataset.scheme);
      } catch {
        // Not remembered, but shown.
      }
    });
  }

  // A long list of choices is narrowed as one types; without this script it is simply long.
  document.addEventListener("input", (event) => {
    const list = event.target.dataset.narrows && document.getElementById(event.target.dataset.narrows);
    if (!list) return;
    const fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
    const wanted = fold(event.target.value);
    for (const choice of list.querySelectorAll("label")) {
      choice.hidden = !fold(choice.textContent).includes(wanted);
    }
  });
  for (const box of document.querySelectorAll("[data-narrows]")) box.hidden = false;
  // To leave its field is no choice: the form around it does not ask anew.
  document.addEventListener("change", (event) => {
    if (event.target.dataset.narrows) event.stopPropagation();
  }, true);

  // A menu closes by Escape, and when the reader goes on elsewhere; without this script, by its word.
  function closeMenus(except) {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (!menu.contains(except)) menu.open = false;
    }
  }
  for (const type of ["click", "focusin"]) {
    document.addEventListener(type, (event) => closeMenus(event.target));
  }
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && event.target.closest("details.menu[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });

  // Paper bears the address that the reader sees, which HTMX may have changed since.
  window.addEventListener("beforeprint", () => {
    document.getElementById("printed-address")?.replaceChildren(window.location.href);
  });

  function fail(event) {
    status.textContent = "";
    const notice = document.getElementById("failed").content.cloneNode(true);
    notice.querySelector("button").addEventListener("click", () => {
      status.textContent = "";
      const from = event.detail.elt;
      if (!from.isConnected) return;
      const began = event.detail.requestConfig?.triggeringEvent?.type;
      const again = began || (from.tagName === "FORM" ? "submit" : "click");
      from.dispatchEvent(new Event(again, { bubbles: true, cancelable: true }));
    });
    status.append(notice);
  }

  document.addEventListener("htmx:sendError", fail);
  document.addEventListener("htmx:timeout", fail);
  document.addEventListener("htmx:responseError", fail);

  // A request is called slow, on screen and to screen readers, once it has taken a moment.
  let running = 0;
  let timer = 0;
  document.addEventListener("htmx:beforeRequest", () => {
    status.textContent = "";
    running += 1;
    clearTimeout(timer);
    timer = setTimeout(() => {
      root.classList.add("waiting");
      status.append(document.getElementById("slow").content.cloneNode(true));
    }, 400);
  });
  document.addEventListener("htmx:afterRequest", () => {
    running -= 1;
    if (running > 0) return;
    clearTimeout(timer);
    root.classList.remove("waiting");
    if (!status.querySelector(".notice")) status.textContent = "";
  });
})();
