// The timeline's picture: drag to look closer, arrow keys from mark to mark. Without it, links do.
(function () {
  "use strict";
  const LEAST = 6; // pixels of a drag; less is a click
  const MOVES = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"];
  let drag = null;
  let refocus = "";

  const lanesOf = (svg) =>
    [...svg.querySelectorAll(".lane")]
      .map((lane) => [...lane.querySelectorAll("a")])
      .filter((marks) => marks.length);

  // One stop for the Tab key in each picture; the arrow keys go on from there.
  function setUp(root) {
    for (const svg of root.querySelectorAll(".picture svg:not([data-ready])")) {
      svg.dataset.ready = "";
      lanesOf(svg).flat().forEach((mark, n) => mark.setAttribute("tabindex", n ? "-1" : "0"));
    }
    for (const hint of root.querySelectorAll(".picture-hint")) hint.hidden = false;
  }

  function middle(mark) {
    const box = mark.querySelector(".target").getBoundingClientRect();
    return box.left + box.width / 2;
  }

  function next(mark, key) {
    const lanes = lanesOf(mark.ownerSVGElement);
    const lane = lanes.findIndex((marks) => marks.includes(mark));
    const place = lanes[lane].indexOf(mark);
    if (key === "Home") return lanes[lane][0];
    if (key === "End") return lanes[lane].at(-1);
    if (key === "ArrowLeft") return lanes[lane][place - 1];
    if (key === "ArrowRight") return lanes[lane][place + 1];
    const other = lanes[lane + (key === "ArrowUp" ? -1 : 1)];
    const away = (one) => Math.abs(middle(one) - middle(mark));
    return other?.reduce((best, one) => (away(one) < away(best) ? one : best));
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && drag) return stop();
    const mark = event.target.closest?.(".picture .lane a");
    if (!mark || !MOVES.includes(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault(); // the page does not scroll, not even at the end of a lane
    const to = next(mark, event.key);
    if (!to) return;
    mark.setAttribute("tabindex", "-1");
    to.setAttribute("tabindex", "0");
    to.focus();
  });

  // The two dates of the filter form are the picture's zoom: the address bar holds both.
  function ask(from, to) {
    const first = document.querySelector("form [name=from]");
    const last = first?.form.elements.namedItem("to");
    if (!last) return false;
    first.value = from;
    last.value = to;
    first.form.requestSubmit();
    return true;
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("#picture a[data-from]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const name = link.dataset.move;
    if (!ask(link.dataset.from, link.dataset.to)) return;
    event.preventDefault();
    refocus = name ? `#picture [data-move="${name}"]` : "#picture .lane a[tabindex='0']";
  });

  function dayAt(svg, clientX) {
    const { first, last, left, right } = svg.dataset;
    const x = new DOMPoint(clientX, 0).matrixTransform(svg.getScreenCTM().inverse()).x;
    const part = Math.min(Math.max((x - left) / (right - left), 0), 0.999999);
    const start = Date.parse(first);
    const days = Math.round((Date.parse(last) - start) / 864e5) + 1;
    return Math.floor(part * days);
  }

  // Years before 1000 keep their four digits, as the filter reads them.
  const iso = (svg, day) => new Date(Date.parse(svg.dataset.first) + day * 864e5).toISOString().slice(0, 10);

  function stop() {
    drag?.box?.remove();
    drag = null;
  }

  document.addEventListener("pointerdown", (event) => {
    const svg = event.target.closest?.(".picture svg");
    if (!svg || event.button || event.target.closest(".axis")) return;
    drag = { svg, from: event.clientX, id: event.pointerId };
  });

  document.addEventListener("pointermove", (event) => {
    if (!drag || event.pointerId !== drag.id) return;
    if (!drag.box && Math.abs(event.clientX - drag.from) < LEAST) return;
    const { svg } = drag;
    const plot = svg.querySelector(".plot").getBBox();
    if (!drag.box) {
      drag.box = document.createElementNS(svg.namespaceURI, "rect");
      drag.box.setAttribute("class", "chosen");
      drag.box.setAttribute("y", plot.y);
      drag.box.setAttribute("height", plot.height);
      svg.append(drag.box);
    }
    const days = [dayAt(svg, drag.from), dayAt(svg, event.clientX)].sort((a, b) => a - b);
    const all = Math.round((Date.parse(svg.dataset.last) - Date.parse(svg.dataset.first)) / 864e5) + 1;
    const width = plot.width / all;
    drag.days = days;
    drag.box.setAttribute("x", plot.x + days[0] * width);
    drag.box.setAttribute("width", (days[1] - days[0] + 1) * width);
  });

  document.addEventListener("pointerup", (event) => {
    if (!drag || event.pointerId !== drag.id) return;
    const { svg, days } = drag;
    stop();
    if (!days) return;
    // The click that ends a drag over a mark opens nothing.
    const swallow = (click) => {
      click.preventDefault();
      click.stopPropagation();
    };
    document.addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => document.removeEventListener("click", swallow, { capture: true }));
    ask(iso(svg, days[0]), iso(svg, days[1]));
  });
  document.addEventListener("pointercancel", stop);
  document.addEventListener("dragstart", (event) => {
    if (event.target.closest?.(".picture svg")) event.preventDefault();
  });

  document.addEventListener("htmx:load", (event) => {
    setUp(event.target.parentNode || document);
    if (!event.target.parentElement?.closest("#picture")) return; // the list comes before it
    const found = refocus && document.querySelectorAll(refocus);
    const shown = found && [...found].find((one) => one.getClientRects().length);
    if (!shown) return;
    refocus = "";
    shown.focus();
  });
  setUp(document);
})();
