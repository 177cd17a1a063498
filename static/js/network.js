// Whom the mouse or the focus names, their lines and those they met stand out.
(function () {
  "use strict";
  function light(figure, actor) {
    figure.classList.toggle("is-lit", Boolean(actor));
    const lit = new Set([actor]);
    for (const tie of figure.querySelectorAll(".tie")) {
      const { one, other } = tie.dataset;
      const met = Boolean(actor) && (one === actor || other === actor);
      tie.classList.toggle("lit", met);
      if (met) lit.add(one).add(other);
    }
    for (const named of figure.querySelectorAll("[data-actor]")) {
      named.classList.toggle("lit", lit.has(named.dataset.actor));
    }
  }
  function follow(event) {
    const figure = event.target.closest("[data-network]");
    if (figure) light(figure, event.target.closest("[data-actor]")?.dataset.actor);
  }
  function leave(event) {
    const figure = event.target.closest("[data-network]");
    if (figure && !figure.contains(event.relatedTarget)) light(figure, undefined);
  }
  for (const type of ["mouseover", "focusin"]) document.addEventListener(type, follow);
  for (const type of ["mouseout", "focusout"]) document.addEventListener(type, leave);
})();
