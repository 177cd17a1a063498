// An instant by the reader's own clock, in the room that the page keeps for it.
(function () {
  "use strict";
  const words = new Intl.DateTimeFormat(document.documentElement.lang || "en", {
    day: "numeric", month: "short", year: "numeric",
    hour: "2-digit", minute: "2-digit", timeZoneName: "short",
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
