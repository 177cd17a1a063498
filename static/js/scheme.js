// Loaded before the first paint: the scheme that the reader chose, if they chose one.
(function () {
  "use strict";
  try {
    const chosen = localStorage.getItem("scheme");
    if (chosen === "light" || chosen === "dark") document.documentElement.dataset.scheme = chosen;
  } catch {
    // Storage is closed to us: the system's scheme stands.
  }
})();
