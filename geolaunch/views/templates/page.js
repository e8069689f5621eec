"use strict";
// Draws the scene that lies in the page as JSON. Every word becomes text by `textContent`.
const geolaunch = (() => {
  const scene = JSON.parse(document.getElementById("scene-data").textContent);
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const shown = new Map(); // id of a feature -> its layers on the map
  const labels = []; // every label, the most important first
  let openedBy = null;

  // The border between two orders: (lon, lat) inside geolaunch, (lat, lon) in Leaflet.
  const turned = (lon, lat) => [lat, lon];

  function path(flat, scale) { // x0, y0, dx, dy, ... -> [[lat, lon], ...]
    const points = [];
    for (let i = 0, x = 0, y = 0; i < flat.length; i += 2) {
      x += flat[i];
      y += flat[i + 1];
      points.push(turned(x / scale, y / scale));
    }
    return points;
  }

  function element(name, attributes, text) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) made.setAttribute(key, value);
    if (text !== undefined) made.textContent = text;
    return made;
  }

  // --- the map and what lies under everything

  function map(id) {
    const made = L.map(id, {
      attributionControl: false, zoomControl: false, zoomSnap: scene.tiles ? 1 : 0.25,
      fadeAnimation: false, zoomAnimation: !calm, markerZoomAnimation: !calm, inertia: !calm,
      scrollWheelZoom: false, maxBoundsViscosity: scene.world ? 1 : 0,
    });
    const panes = { land: 200, zones: 300, reach: 310, lines: 330, marks: 350, names: 450, labels: 460, site: 470 };
    for (const [name, level] of Object.entries(panes)) {
      made.createPane(name).style.zIndex = level;
    }
    for (const name of ["names", "labels"]) made.getPane(name).style.pointerEvents = "none";
    made.panBy = (by, options) => L.Map.prototype.panBy.call(made, by, calm || fitting ? { ...options, animate: false } : options);
    fit(made);
    if (scene.world) stayInTheWorld(made);
    else {
      made.setMinZoom(made.getZoom() - 1.5).setMaxZoom(Math.min(made.getZoom() + 5, 11));
      made.setMaxBounds(L.latLngBounds(corners()).pad(1));
    }
    L.control.zoom({ zoomInTitle: scene.words.zoom_in, zoomOutTitle: scene.words.zoom_out }).addTo(made);
    const bar = L.control.scale({ maxWidth: 110 }).addTo(made).getContainer();
    const hideBar = () => { bar.hidden = made.getBounds().getNorth() - made.getBounds().getSouth() > 30; };
    made.on("moveend", hideBar); // no one scale holds from the top to the bottom of such a map
    hideBar();
    return made;
  }

  // --- a map of the world: everything is drawn again at 360 degrees, one world to each side

  const LAST = 85; // degrees of latitude: the map ends there
  const home = (scene.bounds[0] + scene.bounds[2]) / 2; // the longitude in the middle of the scene
  const span = [home - 600, home + 600]; // what can come into view, with a margin
  const repeated = (line) => (scene.world ? rings.copies(line, span) : [line]);
  const hasRings = scene.features.some((feature) => feature.shape === "ring");
  const nearest = (made, lon) => (scene.world ? lon + 360 * Math.round((made.getCenter().lng - lon) / 360) : lon);

  function stayInTheWorld(made) {
    made.setMaxZoom(Math.min(Math.max(made.getZoom() + 5, 7), 11));
    made.setMaxBounds([turned(home - 540, -LAST), turned(home + 540, LAST)]);
  }

  // As far out as one world fills the frame, so that no place comes into view twice.
  function worldZoom(made) {
    const [top, bottom] = [LAST, -LAST].map((lat) => made.project(turned(0, lat), 0).y);
    const zoom = Math.log2(Math.max(made.getSize().x / 256, made.getSize().y / (bottom - top)));
    return scene.tiles ? Math.ceil(zoom) : zoom;
  }

  // What stands at one place stands in the copy of the world that is in the middle of the view.
  function followCentre(made) {
    const marks = [...shown.values()].flat().filter((layer) => layer.getLatLng);
    for (const marker of [...labels.map((label) => label.marker), ...marks]) {
      const { lat, lng } = marker.getLatLng();
      if (nearest(made, lng) !== lng) marker.setLatLng(turned(nearest(made, lng), lat));
    }
  }

  // Where on the Earth this is: a small map in a corner that nothing of the scene lies in.
  function drawLocator(made, land) {
    const box = element("div", { class: "locator", "aria-hidden": "true" });
    made.getContainer().append(box);
    const still = { attributionControl: false, zoomControl: false, keyboard: false, dragging: false, touchZoom: false,
      doubleClickZoom: false, scrollWheelZoom: false, boxZoom: false, fadeAnimation: false, zoomAnimation: false, zoomSnap: 0 };
    const small = L.map(box, still).fitBounds([turned(97, 18), turned(153, 55)], { animate: false });
    L.polygon(land, { stroke: false, fillColor: "#E4DED3", fillOpacity: 1, interactive: false, smoothFactor: 1.5 }).addTo(small);
    L.rectangle(corners(), { color: "#1c2227", weight: 1.5, fill: false, interactive: false }).addTo(small);
    const settle = () => placeLocator(made, box);
    settle();
    made.on("resize", settle);
  }

  // A locator says where on the Earth a small map is; rings are often too large for it.
  function locatable() {
    const [west, south, east, north] = scene.bounds;
    return !scene.world && (!hasRings || (west > 97 && south > 18 && east < 153 && north < 55));
  }

  function placeLocator(made, box) {
    const size = made.getSize();
    const frame = made.getContainer().getBoundingClientRect();
    const busy = [...made.getContainer().querySelectorAll("[data-feature]")].map((one) => {
      const rect = one.getBoundingClientRect();
      return { x: rect.x - frame.x, y: rect.y - frame.y, w: rect.width, h: rect.height };
    });
    const [w, h] = [box.offsetWidth || 132, box.offsetHeight || 106];
    const corner = { "at-top": { x: size.x - w, y: 0, w, h }, "at-bottom": { x: size.x - w, y: size.y - h, w, h } };
    const free = Object.keys(corner).find((name) => !busy.some((one) => overlap(corner[name], one)));
    box.className = box.className.replace(/ ?\b(at-top|at-bottom|nowhere)\b/g, "") + ` ${size.x < 560 || !free ? "nowhere" : free}`;
  }

  function corners() {
    const [west, south, east, north] = scene.bounds;
    return [turned(west, south), turned(east, north)];
  }

  let fitting = false;
  function fit(made) {
    fitting = true;
    if (scene.world) made.options.minZoom = worldZoom(made); // setMinZoom would begin to zoom there by itself
    made.fitBounds(corners(), { animate: false, padding: [14, 14] });
    fitting = false;
  }

  function drawGround(made) {
    if (scene.tiles) {
      L.tileLayer(scene.tiles.url, { maxZoom: scene.tiles.max_zoom, referrerPolicy: "origin" }).addTo(made);
      return null;
    }
    const ground = JSON.parse(document.getElementById("basemap-data").textContent);
    const decoded = (line) => path(line, ground.scale);
    const land = L.svg({ pane: "land", padding: 0.3 });
    const line = { pane: "lines", renderer: L.svg({ pane: "lines", padding: 0.3 }), interactive: false, fill: false };
    const ringsOfLand = ground.land.map((rings) => rings.map(decoded));
    L.polygon(ringsOfLand.flatMap((some) => some.flatMap(repeated)), {
      pane: "land", renderer: land, interactive: false, stroke: false, className: "land",
      fillColor: "#F3F0EA", fillOpacity: 1, smoothFactor: 0.8,
    }).addTo(made);
    const coast = ground.land.flat().flatMap((ring) => openEdges(ring, ground.box)).map(decoded).flatMap(repeated);
    L.polyline(coast, { ...line, color: "#B8B1A6", weight: 0.9, smoothFactor: 0.8 }).addTo(made);
    for (const dashed of [false, true]) {
      const some = ground.borders.filter((border) => Boolean(border.dashed) === dashed);
      L.polyline(some.flatMap((border) => repeated(decoded(border.line))), {
        ...line, color: "#A8A093", weight: 1, dashArray: dashed ? "4 3" : null,
      }).addTo(made);
    }
    return ringsOfLand;
  }

  // The coast is every edge of a ring that does not run along a side of the basemap's box.
  function openEdges(flat, box) {
    const lines = [];
    let line = [];
    let from = [];
    for (let i = 0, x = 0, y = 0; i < flat.length; i += 2) {
      x += flat[i];
      y += flat[i + 1];
      const sides = [x === box[0], y === box[1], x === box[2], y === box[3]];
      if (sides.some((on, n) => on && from[n])) {
        lines.push(line);
        line = [x, y];
      } else line.push(...(line.length ? [flat[i], flat[i + 1]] : [x, y]));
      from = sides;
    }
    return [...lines, line].filter((one) => one.length > 2);
  }

  // --- features

  function draw(made) {
    const land = drawGround(made);
    for (const feature of scene.features) if (!feature.hidden) show(made, feature);
    for (const form of seaForms) for (const [text, lon, lat] of scene.seas) addLabel(made, "sea", text, turned(lon, lat), undefined, form(text));
    for (const [text, lon, lat] of scene.places.slice(0, 8)) addLabel(made, "place", text, turned(lon, lat));
    softenEdges(made);
    if (land && locatable()) drawLocator(made, land);
    placeLabels(made);
    made.on("zoomend", () => softenEdges(made));
    made.on("moveend", () => placeLabels(made)); // comes after each zoom, too
    followWindow(made);
    listenToButtons(made);
    listenToKeys(made);
  }

  const ringTools = { // what rings.js takes from here
    decoded: (flat) => path(flat, scene.scale), renderer, makePressable, openDetails, painted, crossed, linesOf,
  };

  const paneOf = (feature) => (feature.kind === "impact-zone" ? "zones" : "marks");
  const renderers = {};
  function renderer(pane) {
    return (renderers[pane] ||= L.svg({ pane, padding: 0.3 }));
  }

  function show(made, feature) {
    if (shown.has(feature.id)) return;
    const layers = feature.shape === "point" ? points(made, feature) : feature.shape === "ring" ? rings.layers(made, feature, span, ringTools) : [lines(made, feature)];
    shown.set(feature.id, layers);
    if (feature.label) addLabel(made, labelKind(feature), feature.label, turned(...feature.at), feature);
  }

  function hide(made, feature) {
    if (feature.shape === "ring") rings.wipe(feature.id);
    for (const layer of shown.get(feature.id) || []) layer.remove();
    shown.delete(feature.id);
    for (const label of labels.filter((one) => one.owner === feature.id)) label.marker.remove();
    labels.splice(0, labels.length, ...labels.filter((one) => one.owner !== feature.id));
  }

  function lines(made, feature) {
    const pane = paneOf(feature);
    const options = { ...feature.style, pane, renderer: renderer(pane), bubblingMouseEvents: false, smoothFactor: 0.5 };
    const decoded = (flat) => path(flat, scene.scale);
    const layer = feature.shape === "line"
      ? L.polyline(feature.parts.map(decoded).flatMap(repeated), { ...options, fill: false })
      : L.polygon(feature.parts.map((part) => part.map(decoded).flatMap(repeated)), options);
    layer.addTo(made);
    const drawn = layer.getElement();
    drawn.setAttribute("data-feature", feature.id);
    if (feature.hidden && pane === "zones") layer.bringToBack();
    if (feature.style.soft) drawn.setAttribute("filter", feature.lowest ? "url(#soft-ground)" : "url(#soft)");
    makePressable(made, layer, drawn, feature);
    return layer;
  }

  // Towns are many: beyond a dozen they are no stops for the Tab key, and a table holds them instead.
  const TOWN_STOPS = 12;
  const townStops = scene.features.filter((feature) => feature.kind === "town").length <= TOWN_STOPS;

  function points(made, feature) {
    const town = feature.kind === "town";
    return feature.parts.map((part) => {
      const mark = element("div", { class: "dot-mark" });
      mark.append(dot(feature.style, town));
      const edge = town ? 20 : 28;
      const icon = L.divIcon({ html: mark, className: town ? "town-mark" : "site-mark", iconSize: [edge, edge], iconAnchor: [edge / 2, edge / 2] });
      const marker = L.marker(path(part, scene.scale)[0], { icon, pane: "site", keyboard: false, zIndexOffset: town ? -1000 : 0 });
      marker.addTo(made);
      marker.getElement().setAttribute("data-feature", feature.id);
      makePressable(made, marker, marker.getElement(), feature);
      if (town && !townStops) {
        for (const name of ["tabindex", "role", "aria-label", "aria-haspopup"]) marker.getElement().removeAttribute(name);
        marker.getElement().setAttribute("aria-hidden", "true");
      }
      return marker;
    });
  }

  function dot(style, small) {
    const edge = small ? 20 : 28;
    const space = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(space, "svg");
    const circle = document.createElementNS(space, "circle");
    const parts = { width: edge, height: edge, viewBox: `0 0 ${edge} ${edge}`, "aria-hidden": "true", focusable: "false" };
    for (const [key, value] of Object.entries(parts)) svg.setAttribute(key, value);
    const sizes = small ? { r: 2.5, "stroke-width": 1 } : { r: 6.5, "stroke-width": 2 };
    const drawn = { cx: edge / 2, cy: edge / 2, fill: style.fillColor || style.color || "#1c2227", stroke: "#fff", ...sizes };
    for (const [key, value] of Object.entries(drawn)) circle.setAttribute(key, value);
    svg.append(circle);
    return svg;
  }

  // The edge of a zone fades over some kilometres, not pixels: closer to, it is as vague.
  function softenEdges(made) {
    const middle = made.getCenter();
    const pixelKm = made.distance(middle, made.unproject(made.project(middle).add([1, 0]))) / 1000;
    const pixels = Math.min(Math.max(7 / pixelKm, 3), 40);
    for (const blur of document.querySelectorAll(".soft-blur")) blur.setAttribute("stdDeviation", pixels.toFixed(1));
  }

  // --- details on request

  function makePressable(made, layer, drawn, feature) {
    const attributes = { tabindex: "0", role: "button", "aria-label": feature.name, "aria-haspopup": "dialog" };
    for (const [key, value] of Object.entries(attributes)) drawn.setAttribute(key, value);
    layer.on("click", (event) => openDetails(made, feature, feature.shape === "point" ? layer.getLatLng() : event.latlng, drawn));
    drawn.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      event.stopPropagation();
      openDetails(made, feature, feature.shape === "point" ? layer.getLatLng() : placeOf(made, feature), drawn);
    });
  }

  function placeOf(made, feature) { // where its words stand, if they stand at a line of it
    const label = labels.find((one) => one.kind === "ring" && one.owner === feature.id);
    return label ? label.marker.getLatLng() : turned(nearest(made, feature.at[0]), feature.at[1]);
  }

  function openDetails(made, feature, where, opener) {
    const size = made.getSize();
    const content = details(made, feature);
    const popup = L.popup({
      closeButton: false, closeOnEscapeKey: false, maxWidth: Math.min(330, size.x - 60), minWidth: Math.min(240, size.x - 60),
      maxHeight: Math.min(Math.max(size.y - 90, 150), 400), offset: [0, feature.shape === "point" ? -4 : 4], autoPanPadding: [12, 12],
    }).setLatLng(where).setContent(content);
    popup.on("remove", () => {
      made.getContainer().classList.remove("reading");
      if (openedBy === opener) openedBy = null;
    });
    popup.openOn(made);
    made.getContainer().classList.add("reading");
    openedBy = opener;
    content.focus({ preventScroll: true });
  }

  function closeDetails(made) {
    const opener = openedBy;
    made.closePopup();
    if (opener && opener.isConnected) opener.focus({ preventScroll: true });
  }

  function details(made, feature) {
    const box = element("div", { class: "details", role: "dialog", tabindex: "-1", "aria-label": feature.name });
    const close = element("button", { type: "button", class: "close", "aria-label": scene.words.close }, "×");
    close.addEventListener("click", () => closeDetails(made));
    box.append(element("p", { class: "name" }, feature.label || feature.name), close, factList(feature.facts));
    for (const [originator, lines] of feature.claims) {
      box.append(element("p", { class: "by" }, originator), claimList(lines));
    }
    return box;
  }

  function factList(facts) {
    const list = element("dl");
    for (const [name, value, address] of facts) {
      const said = element("dd");
      said.append(/^https?:\/\//i.test(address) ? link(value, address) : document.createTextNode(value));
      list.append(element("dt", {}, name), said);
    }
    return list;
  }

  function claimList(lines) {
    const list = element("dl");
    for (const [name, text, words, unused, struck] of lines) {
      const said = element("dd", {}, text);
      if (struck) said.append(element("del", {}, struck), element("span", { class: "why" }, scene.words.retracted));
      if (words) said.append(element("q", {}, words));
      if (unused) said.append(element("span", { class: "why" }, unused));
      list.append(element("dt", {}, name), said);
    }
    return list;
  }

  const link = (text, address) => document.body.classList.contains("embed") ? document.createTextNode(text) : element("a", { href: address, rel: "noopener noreferrer", target: "_blank" }, text);

  function listenToKeys(made) {
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && openedBy) closeDetails(made);
    });
  }

  // A button shows its feature while it is pressed, and while it has the keyboard's focus.
  function listenToButtons(made) {
    const byId = new Map(scene.features.map((feature) => [feature.id, feature]));
    for (const button of document.querySelectorAll("button[data-feature]")) {
      const feature = byId.get(button.dataset.feature);
      if (!feature) continue;
      const pressed = () => button.getAttribute("aria-pressed") === "true";
      const set = (on) => {
        if (on) show(made, feature); else hide(made, feature);
        placeLabels(made);
      };
      button.addEventListener("click", () => {
        button.setAttribute("aria-pressed", String(!pressed()));
        set(pressed());
      });
      button.addEventListener("focus", () => { if (button.matches(":focus-visible")) set(true); });
      button.addEventListener("blur", () => { if (!pressed()) set(false); });
    }
  }

  // --- labels: the important ones first, none over another

  const ranks = { zone: 0, site: 1, minor: 2, ring: 3, feature: 4, sea: 5, place: 6, town: 7 };
  const must = { [ranks.zone]: true, [ranks.site]: true }; // the others may be left out
  const labelKind = (feature) => (feature.kind === "impact-zone" ? "zone" : feature.kind === "town" ? "town" : { point: "site", ring: "ring" }[feature.shape] || "feature");

  // A sea of two names stands on two lines, or where that is too wide each name on two.
  const seaForms = [(text) => text.replaceAll(" / ", " /\n"), (text) => text.split(" / ").map((name) => name.replace(/ (?=\S+$)/, "\n")).join(" /\n")];

  function addLabel(made, kind, text, where, feature, lines = text.replaceAll("-", "\u2011")) { // Mupyong-ri is one word
    const holder = element("div");
    if (kind === "place") holder.append(element("span", { class: "dot" }));
    const words = element("span", { class: "text" }, lines);
    if (kind === "ring" && feature.style.color) words.style.color = `color-mix(in srgb, ${feature.style.color} 60%, #1c2227)`;
    holder.append(words);
    const icon = L.divIcon({ html: holder, className: `label ${kind}${kind === "zone" && !feature.lowest ? " minor" : ""}`, iconSize: null });
    const pane = ["sea", "place", "town"].includes(kind) ? "names" : "labels";
    const marker = L.marker(where, { icon, pane, interactive: false, keyboard: false }).addTo(made);
    marker.getElement().setAttribute("aria-hidden", "true"); // said by the buttons and in words
    marker.getElement().replaceChildren(...holder.children);
    const rank = ranks[kind === "zone" && !feature.lowest ? "minor" : kind];
    labels.push({ kind, rank, text, marker, words, owner: feature && feature.id });
    labels.sort((one, other) => one.rank - other.rank);
  }

  function placeLabels(made) {
    if (scene.world) followCentre(made);
    const taken = obstacles(made);
    const size = made.getSize();
    const zones = [...made.getPane("zones").querySelectorAll("path")];
    const onLand = painted(made, made.getPane("land").querySelectorAll("path"));
    const inZones = painted(made, zones);
    const onLine = painted(made, linesOf(made), true);
    const several = labels.filter((label) => label.rank === ranks.zone).length > 1; // launches: one over another tells nothing
    const named = new Set(); // a sea comes with several places and forms of its name: the first that is free
    for (const label of labels) {
      if (label.kind === "ring") {
        taken.push(...rings.place(made, label, onLand, (box) => within(box, size) && !taken.some((other) => overlap(box, other)), ringTools));
        continue;
      }
      const at = made.latLngToContainerPoint(label.marker.getLatLng());
      const { offsetWidth: w, offsetHeight: h } = label.words;
      const about = (inside) => (x, y) => inside(at.x + x, at.y + y);
      const own = label.kind === "zone" && about(painted(made, zones.filter((zone) => zone.dataset.feature === label.owner)));
      const boxes = offsets(label.kind, w, h, about(inZones), about(onLand), own, label.kind === "site" && siteReach(label.owner)).map(([x, y]) => ({ x: at.x + x, y: at.y + y, w, h }));
      const free = (box) => !taken.some((other) => overlap(box, other));
      const mayGo = !must[label.rank] || (several && label.kind === "zone");
      const pulled = mayGo ? [] : boxes.map((box) => pulledIn(box, size));
      const leads = (one) => leadOf(one.x - at.x, w, one.y - at.y + h / 2, own);
      const leadFree = ({ x, w: long, beside }, y) => !beside || long <= 0 || free({ x: at.x + x, y: y + h / 2, w: long, h: 1 });
      const good = boxes.filter((one) => within(one, size) && free(one) && (label.kind !== "zone" || leadFree(leads(one), one.y)));
      const clear = good.find((one) => label.kind === "feature" || !crossed(one, onLine));
      // Among rings a city whose name crosses a line goes without: its point and the table tell it.
      const crossing = hasRings && label.kind === "place" ? null : good[0];
      const box = clear || crossing || pulled.find(free) || pulled.at(-1);
      const said = label.kind === "sea" && named.has(label.text);
      label.marker.getElement().classList.toggle("covered", !box || said);
      if (!box || said) continue;
      named.add(label.text);
      label.words.style.left = `${Math.round(box.x - at.x)}px`;
      label.words.style.top = `${Math.round(box.y - at.y)}px`;
      taken.push(box);
      if (label.kind === "zone") {
        const line = lead(label, box.x - at.x, w, box.y - at.y + h / 2, own);
        if (line) taken.push({ x: at.x + line.x, y: box.y + h / 2, w: line.w, h: 1 });
      }
      if (label.kind === "place") taken.push({ x: at.x - 4, y: at.y - 4, w: 8, h: 8 });
    }
    if (hasRings) rings.leaveGaps(made);
  }

  function linesOf(made) { // of the features, with their dashes
    return [...made.getPane("marks").querySelectorAll('path[fill="none"][stroke]:not([stroke="none"])')];
  }

  const GRAIN = 3; // pixels of the page to one of the mask
  function painted(made, paths, asLines = false) { // returns whether a place of the map lies in any of the paths
    const size = made.getSize().divideBy(GRAIN).ceil();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [size.x, size.y];
    const brush = canvas.getContext("2d", { willReadFrequently: true });
    const shift = made.layerPointToContainerPoint([0, 0]).divideBy(GRAIN);
    brush.setTransform(1 / GRAIN, 0, 0, 1 / GRAIN, shift.x, shift.y);
    brush.lineWidth = 2 * GRAIN;
    for (const path of paths) {
      const shape = new Path2D(path.getAttribute("d"));
      if (asLines) brush.stroke(shape); else brush.fill(shape, "evenodd");
    }
    const mask = size.x && size.y ? brush.getImageData(0, 0, size.x, size.y).data : [];
    return (x, y) => {
      const [column, row] = [Math.floor(x / GRAIN), Math.floor(y / GRAIN)];
      return column >= 0 && row >= 0 && column < size.x && row < size.y && mask[4 * (row * size.x + column) + 3] > 127;
    };
  }

  // Where a line would go from words beside a zone to the near edge of the zone that they mean.
  function leadOf(x, w, y, inOwn) {
    const [east, west] = [lastInside(inOwn, 1, [y]), -lastInside(inOwn, -1, [y])];
    const right = x > east;
    const beside = west <= east && (right || x + w < west);
    const [from, to] = right ? [east - 9, x - 4] : [x + w + 4, west + 9];
    return { x: from, w: Math.max(0, to - from), beside, right };
  }

  function lead(label, x, w, y, inOwn) {
    const line = label.marker.getElement().querySelector(".leader") || element("span", { class: "leader" });
    const { x: from, w: long, beside, right } = leadOf(x, w, y, inOwn);
    line.hidden = !beside || long <= 0;
    line.style.top = `${y - 0.5}px`;
    line.style.left = `${from}px`;
    line.style.width = `${long}px`;
    label.words.style.textAlign = beside ? (right ? "left" : "right") : "center";
    label.marker.getElement().append(line);
    return line.hidden ? null : { x: from, w: long };
  }

  const NOWHERE = -200; // pixels
  function lastInside(inside, step, heights) { // how far to the side it goes; to the other side where it is all there
    let reached = NOWHERE;
    for (let far = NOWHERE + 4; far <= -NOWHERE; far += 4) if (heights.some((y) => inside(step * far, y))) reached = far;
    return reached;
  }

  function offsets(kind, w, h, inZone, onLand, inOwn, reach) { // where the words may stand about their place, the best first
    if (kind === "zone") return [...beside(w, h, inZone, inOwn), ...around(w, h, 60, 12)];
    if (kind === "sea") return around(w, h, scene.world || hasRings ? 42 : 98, 14).filter(([x, y]) => !touches(x, y, w, h, inZone) && !touches(x, y, w, h, onLand) && reached(x + w / 2, y + h / 2, onLand));
    const gap = kind === "site" ? reach + 4 : kind === "place" ? 7 : kind === "town" ? 8 : 6;
    return [
      [gap, -h / 2], [-gap - w, -h / 2], [-w / 2, gap], [-w / 2, -gap - h],
      [gap * 0.8, gap * 0.6], [gap * 0.8, -gap * 0.6 - h], [-gap * 0.8 - w, gap * 0.6], [-gap * 0.8 - w, -gap * 0.6 - h],
    ];
  }

  function beside(w, h, inZone, inOwn) { // at the height of its place first, on the right and on the left; then above and below
    const at = (y) => {
      const heights = [y - h / 2, y, y + h / 2];
      const [east, west] = [lastInside(inZone, 1, heights), -lastInside(inZone, -1, heights)];
      return lastInside(inOwn, 1, [y]) > NOWHERE ? [[east + 16, y - h / 2], [west - 16 - w, y - h / 2]] : [];
    };
    const near = [0, -h / 3, h / 3].map(at);
    const far = [1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6].map((n) => at(n * (h + 6)));
    return [...near.flatMap((two) => two.slice(0, 1)), ...near.flatMap((two) => two.slice(1)), ...far.flat()];
  }

  function crossed(box, onLine) {
    for (let x = box.x; x <= box.x + box.w; x += GRAIN) {
      for (let y = box.y; y <= box.y + box.h; y += GRAIN) if (onLine(x, y)) return true;
    }
    return false;
  }

  // Whether the same water goes from a name's place to where its words would stand: no name crosses land.
  const reached = (x, y, onLand) => Array.from({ length: 24 }, (_, n) => n / 24).every((part) => !onLand(part * x, part * y));

  function siteReach(owner) { // how far the mark of a site and the circle about it reach, in pixels
    const launch = owner.slice(0, owner.lastIndexOf("/site/") + 1);
    const circle = [...document.querySelectorAll("path[data-feature]")].find((one) => one.dataset.feature.startsWith(`${launch}site-area`));
    return Math.max(11, circle ? circle.getBoundingClientRect().width / 2 : 0);
  }

  const touches = (x, y, w, h, inZone) => [0, 0.25, 0.5, 0.75, 1].some((part) => [0, 0.5, 1].some((down) => inZone(x + part * w, y + down * h)));

  function around(w, h, reach, step) { // about the place itself, the nearest first
    const tried = [];
    for (let x = -reach; x <= reach; x += step) for (let y = -reach; y <= reach; y += step) tried.push([x, y]);
    tried.sort((one, other) => Math.hypot(...one) - Math.hypot(...other));
    return tried.map(([x, y]) => [x - w / 2, y - h / 2]);
  }

  function obstacles(made) {
    const frame = made.getContainer().getBoundingClientRect();
    const found = made.getContainer().querySelectorAll(".site-mark circle, .town-mark circle, .leaflet-control, .locator");
    return [...found].map((one) => {
      const rect = one.getBoundingClientRect();
      return { x: rect.x - frame.x - 2, y: rect.y - frame.y - 2, w: rect.width + 4, h: rect.height + 4 };
    });
  }

  const EDGE = 5;
  const within = (box, size) => box.x >= EDGE && box.y >= EDGE && box.x + box.w <= size.x - EDGE && box.y + box.h <= size.y - EDGE;
  const overlap = (one, other) => one.x < other.x + other.w + 3 && other.x < one.x + one.w + 3 && one.y < other.y + other.h + 2 && other.y < one.y + one.h + 2;
  const pulledIn = (box, size) => {
    if (box.x + box.w < 0 || box.x > size.x || box.y + box.h < 0 || box.y > size.y) return box;
    const kept = (value, room) => Math.min(Math.max(value, EDGE), Math.max(room - EDGE, EDGE));
    return { ...box, x: kept(box.x, size.x - box.w), y: kept(box.y, size.y - box.h) };
  };

  // --- the window and the printer

  function followWindow(made) {
    let moved = false;
    made.on("movestart", () => { if (!fitting) moved = true; });
    made.on("resize", () => {
      if (!moved) fit(made);
      else if (scene.world) made.setMinZoom(worldZoom(made));
      placeLabels(made);
    });
    made.on("focus", () => made.scrollWheelZoom.enable());
    made.on("blur", () => made.scrollWheelZoom.disable());
    if (matchMedia("(pointer: coarse)").matches) letThePageScroll(made);
    addEventListener("beforeprint", () => fitPaper(made));
    addEventListener("afterprint", () => leavePaper(made));
  }

  // What prints fits one page: laid out for paper while still on the screen, as wide as makes it low enough, then shrunk.
  const PAPER = { width: 190, height: 276, least: 0.66 }; // mm, mm: A4 within its margins; smaller than this nobody reads it
  const forPaper = () => [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).filter((rule) => rule.cssRules && rule.media);
  let paperRules = [];

  function fitPaper(made) {
    paperRules = forPaper().filter((rule) => rule.media.mediaText === "print");
    for (const rule of paperRules) rule.media.mediaText = "all";
    const page = document.querySelector(".page");
    page.style.width = "100mm";
    const limit = PAPER.height * page.offsetWidth / 100; // px
    let share = 1;
    for (; share > PAPER.least; share -= 0.02) { // each is laid out anew
      page.style.width = `${PAPER.width / share}mm`;
      if (page.offsetHeight * share <= limit) break;
    }
    refit(made);
    page.style.zoom = share;
  }

  function leavePaper(made) {
    for (const rule of paperRules) rule.media.mediaText = "print";
    paperRules = [];
    Object.assign(document.querySelector(".page").style, { width: "", zoom: "" });
    refit(made);
  }

  // On a phone one finger scrolls the page until the reader has zoomed in; two always zoom.
  function letThePageScroll(made) {
    const start = made.getZoom();
    const decide = () => made.dragging[made.getZoom() > start + 0.2 ? "enable" : "disable"]();
    decide();
    made.on("zoomend", decide);
  }

  function refit(made) {
    fitting = true; // whatever moves meanwhile, the reader did not move it
    made.invalidateSize({ animate: false, pan: false });
    fit(made);
    placeLabels(made);
  }

  return { map, draw };
})();
