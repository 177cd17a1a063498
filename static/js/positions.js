// A slider over the days on which something changed; without it the date field and the links remain.
(function () {
  "use strict";
  const form = document.getElementById("as-of");
  const box = form?.querySelector(".slider");
  if (!box) return;
  const field = document.getElementById("as-of-day");
  const slider = document.getElementById("as-of-slider");
  const output = box.querySelector("output");
  const stops = Array.from(document.querySelectorAll("#as-of-stops option"), (option) => ({
    day: option.value,
    words: option.label,
  }));

  // The last stop up to the day in the field
  function place() {
    const upTo = stops.filter((stop) => stop.day <= field.value).length;
    slider.value = Math.max(0, upTo - 1);
    tell();
  }

  function tell() {
    const stop = stops[slider.value];
    output.value = stop.words;
    slider.setAttribute("aria-valuetext", stop.words);
  }

  let timer = 0;
  slider.addEventListener("input", () => {
    tell();
    field.value = stops[slider.value].day;
    clearTimeout(timer);
    timer = setTimeout(() => form.requestSubmit(), 200);
  });
  field.addEventListener("change", place);
  box.hidden = false;
  place();
})();
