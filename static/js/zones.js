// An instant by the reader's own clock, in the room that the page keeps for it.
(function () {
  "use strict";
  const language = document.documentElement.lang || "en";
  const english = language.startsWith("en");
  const words = new Intl.DateTimeFormat(english ? "en-GB" : language, {
    day: "numeric", month: "long", year: "numeric",
    hour: "numeric", minute: "2-digit", hour12: english, timeZoneName: "short",
  });
  for (const place of document.querySelectorAll("[data-instant]")) {
    const instant = new Date(place.dataset.instant);
    if (Number.isNaN(instant.getTime())) continue;
    const time = document.createElement("time");
    time.dateTime = instant.toISOString();
    time.textContent = words.format(instant);
    place.replaceChildren(time);
    place.closest("dl").classList.add("known");
  }
})();
