// The map draws what the table below it says: each row with coordinates becomes a marker.
(function () {
  "use strict";
  const frame = document.getElementById("map");
  if (!frame || !window.L) return;
  const words = frame.dataset;
  const moves = !window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const FINER_FROM = 5; // from this zoom on, the finer coastline is worth its weight
  const CLOSEST = 4; // a lone place is not shown so near that the coast means nothing

  frame.parentElement.classList.add("is-drawn");
  const map = L.map(frame, {
    attributionControl: false,
    zoomControl: false,
    minZoom: 1,
    maxZoom: 9,
    maxBounds: [[-85, -190], [85, 190]],
    zoomSnap: 0.5,
    zoomAnimation: moves,
    fadeAnimation: moves,
    markerZoomAnimation: moves,
    inertia: moves,
    scrollWheelZoom: false, // the page scrolls; buttons, keys, pinch and double click zoom
  });
  L.control.zoom({ zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut }).addTo(map);

  // The atlas knows a globe. On a flat map a coast that crosses the 180th meridian goes on beyond
  // the edge, and one that runs round the pole is closed below it.
  function unrolled(ring) {
    let turn = 0;
    const flat = ring.map(([longitude, latitude], n) => {
      const step = n ? longitude - ring[n - 1][0] : 0;
      if (Math.abs(step) > 180) turn -= 360 * Math.sign(step);
      return [longitude + turn, latitude];
    });
    if (turn) flat.push([flat.at(-1)[0], -90], [flat[0][0], -90], flat[0]);
    return flat;
  }
  function flattened(polygons) {
    return polygons.flatMap((rings) => {
      const flat = rings.map(unrolled);
      const shifts = [0, 360, -360].filter((shift) =>
        flat[0].some(([longitude]) => Math.abs(longitude + shift) <= 180),
      );
      return shifts.map((shift) => flat.map((ring) => ring.map(([x, y]) => [x + shift, y])));
    });
  }

  let coast = null;
  async function draw(address) {
    const answer = await fetch(address);
    if (!answer.ok) return;
    const atlas = await answer.json();
    const land = topojson.feature(atlas, atlas.objects.land);
    const shapes = (land.features ?? [land]).map((one) => one.geometry.coordinates);
    const flat = { type: "MultiPolygon", coordinates: shapes.flatMap(flattened) };
    const drawn = L.geoJSON(flat, { interactive: false, style: { className: "coast" } });
    if (coast) coast.remove();
    coast = drawn.addTo(map);
    coast.bringToBack();
  }
  function refine() {
    if (map.getZoom() < FINER_FROM) return;
    map.off("zoomend", refine);
    draw(words.finerCoast).catch(() => {});
  }

  function icon(label, classes, size) {
    const face = document.createElement("span");
    face.append(label);
    return L.divIcon({ html: face, className: `spot ${classes}`, iconSize: [size, size] });
  }
  function sizeOf(count) {
    return Math.round(26 + 6 * Math.min(4, Math.log2(count)));
  }
  function named(marker, name) {
    marker.on("add", () => marker.getElement()?.setAttribute("aria-label", name));
    return marker;
  }

  function popup(row) {
    const card = document.createElement("div");
    const name = document.createElement("h3");
    name.append(row.querySelector(".place-name").cloneNode(true));
    card.append(name, row.querySelector(".place-counts").cloneNode(true));
    card.append(row.querySelector(".place-entries").cloneNode(true));
    return card;
  }

  function markerOf(row) {
    const count = Number(row.dataset.count);
    const place = row.querySelector(".place-name").textContent;
    const name = `${place}, ${row.querySelector(".place-counts").textContent}`;
    const shape = row.querySelector(".mark").cloneNode(true);
    const classes = `${row.className} ${"exact" in row.dataset ? "exact" : "about"}`;
    const marker = L.marker([Number(row.dataset.latitude), Number(row.dataset.longitude)], {
      icon: icon(count > 1 ? String(count) : shape, classes, sizeOf(count)),
      title: name,
      count,
    });
    let byKeyboard = false;
    marker.on("popupopen", (event) => {
      byKeyboard = marker.getElement().matches(":focus-visible");
      if (byKeyboard) event.popup.getElement().querySelector(".place-entries a").focus();
    });
    marker.on("popupclose", () => {
      if (byKeyboard) marker.getElement()?.focus();
    });
    return named(marker, name).bindPopup(() => popup(row), { maxWidth: 300 });
  }
  frame.addEventListener("keydown", (event) => {
    if (event.key === "Escape") map.closePopup();
  });

  const markers = L.markerClusterGroup({
    animate: moves,
    maxClusterRadius: 44,
    showCoverageOnHover: false,
    iconCreateFunction(cluster) {
      const count = cluster.getAllChildMarkers().reduce((sum, one) => sum + one.options.count, 0);
      const label = `${words.cluster}: ${cluster.getChildCount()}`;
      cluster.options.title = label;
      named(cluster, label);
      return icon(String(count), "together", sizeOf(count));
    },
  });
  for (const row of document.querySelectorAll("#places tr[data-latitude]")) {
    markers.addLayer(markerOf(row));
  }
  map.fitBounds(markers.getBounds().pad(0.25), { maxZoom: CLOSEST, animate: false });
  map.addLayer(markers);

  map.on("popupopen", (event) => {
    const close = event.popup.getElement().querySelector(".leaflet-popup-close-button");
    if (close) close.setAttribute("aria-label", words.close);
  });
  map.on("zoomend", refine);
  draw(words.coast).then(refine, () => {}); // without coasts the places are still right
})();
