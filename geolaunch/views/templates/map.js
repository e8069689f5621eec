/**
 * The map of a page: one scene, its features, and the buttons and the window about them.
 *
 * The page makes its map in two steps, between which other layers may be added to it:
 * `geolaunch.map.make(id)` and `geolaunch.map.draw(map, geolaunch.rings)`. The scene lies in the
 * page as JSON; `views/page_data.py` writes it.
 *
 * In this order: the scene and the state of the page; the map; a map of the world; features; the
 * buttons; the window.
 *
 * @module
 */
import { listenToEscape, makePressable } from "./details.js";
import { dataOf, present } from "./dom.js";
import { drawFan, fitFan, isSameFan } from "./fans.js";
import {
  addPanes,
  corners,
  drawGround,
  drawPoint,
  drawShape,
  nearest,
  pathOf,
  softenEdges,
  turned,
} from "./geo.js";
import { addLabel, addPlaces, addSeas, placeLabels, removeLabels } from "./labels.js";
import { drawLocator, isLocatable } from "./locator.js";
import { followPrinter } from "./print.js";

/** @typedef {import("./geo.js").Feature} Feature */
/** @typedef {import("./geo.js").Ground} Ground */
/** @typedef {import("./geo.js").Sheet} Sheet */
/** @typedef {[text: string, lon: number, lat: number]} Name */

/**
 * What is drawn.
 * @typedef {object} Scene
 * @property {number} scale  whole numbers to a degree in packed coordinates
 * @property {boolean} world  a map of the world, everything at every 360 degrees
 * @property {import("./geo.js").Bounds} bounds  what the map fits to
 * @property {[originator: string, lines: import("./geo.js").ClaimLine[]][]} columns  of claims
 * @property {Feature[]} features
 * @property {Name[]} seas
 * @property {Name[]} places
 * @property {{url: string, max_zoom: number} | null} tiles  what lies under everything in place of our ground
 * @property {{close: string, retracted: string, zoom_in: string, zoom_out: string}} words
 */

/**
 * The map of a page and what is on it.
 * @typedef {object} Page
 * @property {Scene} scene
 * @property {L.Map} map
 * @property {Sheet} sheet
 * @property {import("./labels.js").Labels} labels
 * @property {import("./details.js").Details} details
 * @property {import("./rings.js").RingDrawer | null} rings  null on a page without any
 * @property {Map<string, L.Layer[]>} shown  the layers of each feature on the map, by its id
 * @property {Map<import("./geo.js").FanFeature, L.Polygon>} fans  those on the map
 * @property {boolean} calm  nothing moves by itself
 * @property {boolean} fitting  what moves now, the reader did not move
 */

const MOST_PLACES = 8; // cities by name
const MOST_TOWN_STOPS = 12; // towns that the Tab key stops at: of more, a table tells
const LAST_LATITUDE = 85; // degrees: a map of the world ends there
const IN_VIEW = 600; // degrees to either side: what can come into view of one, with a margin

/** @type {WeakMap<L.Map, Page>} */
const pages = new WeakMap();

// --- the map

/**
 * Make the map of the scene in the element `id`, without anything on it.
 * @param {string} id
 */
export function make(id) {
  const page = pageOf(id, /** @type {Scene} */ (dataOf("scene-data")));
  const { map, scene } = page;
  pages.set(map, page);
  addPanes(map);
  map.panBy = (by, options) => {
    const still = page.calm || page.fitting ? { ...options, animate: false } : options;
    return L.Map.prototype.panBy.call(map, by, still);
  };
  fit(page);
  setLimits(page);
  addControls(map, scene.words);
  return map;
}

/**
 * @param {string} id
 * @param {Scene} scene
 * @returns {Page}
 */
function pageOf(id, scene) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(id, {
    attributionControl: false,
    zoomControl: false,
    zoomSnap: scene.tiles ? 1 : 0.25,
    fadeAnimation: false,
    zoomAnimation: !calm,
    markerZoomAnimation: !calm,
    inertia: !calm,
    scrollWheelZoom: false,
    maxBoundsViscosity: scene.world ? 1 : 0,
  });
  const sheet = sheetOf(map, scene);
  const sparse = scene.features.some((feature) => feature.shape === "ring");
  const labels = { map, list: [], wide: scene.world || sparse, sparse };
  /** @type {Page} */
  const page = {
    scene,
    map,
    sheet,
    labels,
    rings: null,
    shown: new Map(),
    fans: new Map(),
    calm,
    fitting: false,
    details: {
      map,
      words: scene.words,
      columns: scene.columns,
      linked: !document.body.classList.contains("embed"),
      placeOf: (feature) => placeOf(page, feature),
      openedBy: null,
    },
  };
  return page;
}

/**
 * @param {L.Map} map
 * @param {Scene} scene
 * @returns {Sheet}
 */
function sheetOf(map, { bounds, scale, world }) {
  const home = (bounds[0] + bounds[2]) / 2;
  return { map, scale, world, span: [home - IN_VIEW, home + IN_VIEW], renderers: new Map() };
}

/**
 * Fit the map to the scene, without a movement.
 * @param {Page} page
 */
function fit(page) {
  const { map, scene } = page;
  page.fitting = true;
  if (scene.world) map.options.minZoom = worldZoom(page); // setMinZoom would begin to zoom there by itself
  map.fitBounds(corners(scene.bounds), { animate: false, padding: [14, 14] });
  page.fitting = false;
}

/**
 * Set how far a reader may go.
 * @param {Page} page
 */
function setLimits({ map, scene }) {
  if (scene.world) {
    const home = (scene.bounds[0] + scene.bounds[2]) / 2;
    map.setMaxZoom(Math.min(Math.max(map.getZoom() + 5, 7), 11));
    map.setMaxBounds(corners([home - 540, -LAST_LATITUDE, home + 540, LAST_LATITUDE]));
  } else {
    map.setMinZoom(map.getZoom() - 1.5).setMaxZoom(Math.min(map.getZoom() + 5, 11));
    map.setMaxBounds(L.latLngBounds(...corners(scene.bounds)).pad(1));
  }
}

/**
 * @param {L.Map} map
 * @param {Scene["words"]} words
 */
function addControls(map, words) {
  L.control.zoom({ zoomInTitle: words.zoom_in, zoomOutTitle: words.zoom_out }).addTo(map);
  const bar = present(L.control.scale({ maxWidth: 110 }).addTo(map).getContainer(), "the scale");
  // No one scale holds from the top to the bottom of a map of many degrees.
  const hideBar = () => {
    bar.hidden = map.getBounds().getNorth() - map.getBounds().getSouth() > 30;
  };
  map.on("moveend", hideBar);
  hideBar();
}

/**
 * Draw the scene on the map that `make` made.
 * @param {L.Map} map
 * @param {typeof import("./rings.js")} [ringModule]  what draws rings, on a page that has some
 */
export function draw(map, ringModule) {
  const page = present(pages.get(map), "the page of this map");
  const { details, labels, scene, sheet } = page;
  page.rings = ringModule ? ringModule.ringDrawer(sheet, details) : null;
  const land = drawUnderAll(sheet, scene);
  for (const feature of scene.features) if (!feature.hidden) show(page, feature);
  addSeas(labels, scene.seas);
  addPlaces(labels, scene.places.slice(0, MOST_PLACES));
  softenEdges(map);
  // Too large a map says by itself where on the Earth it is.
  const small = !scene.world && isLocatable(scene.bounds);
  if (land && small) drawLocator(map, land, scene.bounds);
  arrange(page);
  map.on("zoomend", () => softenEdges(map));
  map.on("moveend", () => arrange(page)); // comes after each zoom, too
  followWindow(page);
  listenToButtons(page);
  listenToEscape(details);
}

/**
 * Draw tiles or the ground; return the rings of the land, where it is ours.
 * @param {Sheet} sheet
 * @param {Scene} scene
 */
function drawUnderAll(sheet, { tiles }) {
  if (!tiles) return drawGround(sheet, /** @type {Ground} */ (dataOf("basemap-data")));
  const options = { maxZoom: tiles.max_zoom, referrerPolicy: /** @type {const} */ ("origin") };
  L.tileLayer(tiles.url, options).addTo(sheet.map);
  return null;
}

/**
 * Place all labels for what is in view.
 * @param {Page} page
 */
function arrange(page) {
  if (page.scene.world) followCentre(page);
  for (const [feature, layer] of page.fans) {
    fitFan(page.sheet, feature, layer, page.labels, page.fans.size);
  }
  placeLabels(page.labels);
  page.rings?.leaveGaps();
}

// --- a map of the world

/**
 * As far out as one world fills the frame, so that no place comes into view twice.
 * @param {Page} page
 */
function worldZoom({ map, scene }) {
  const [top, bottom] = [LAST_LATITUDE, -LAST_LATITUDE].map(
    (lat) => map.project(turned(0, lat), 0).y,
  );
  const zoom = Math.log2(Math.max(map.getSize().x / 256, map.getSize().y / (bottom - top)));
  return scene.tiles ? Math.ceil(zoom) : zoom;
}

/**
 * Move what stands at one place into the copy of the world that is in the middle of the view.
 * @param {Page} page
 */
function followCentre({ labels, sheet, shown }) {
  const marks = [...shown.values()].flat().filter((layer) => layer instanceof L.Marker);
  for (const marker of [...labels.list.map((label) => label.marker), ...marks]) {
    const { lat, lng } = marker.getLatLng();
    if (nearest(sheet, lng) !== lng) marker.setLatLng(turned(nearest(sheet, lng), lat));
  }
}

// --- features

/**
 * Show a feature and its words, if they are not there.
 * @param {Page} page
 * @param {Feature} feature
 */
function show(page, feature) {
  if (page.shown.has(feature.id) || isShownFan(page, feature)) return;
  page.shown.set(feature.id, layersOf(page, feature));
  if (!feature.label) return;
  const kind = labelKind(feature);
  const isRing = kind === "ring"; // not a zone, whose edge may be such a curve too
  addLabel(page.labels, {
    kind,
    text: feature.label,
    at: turned(...feature.at),
    owner: feature.id,
    minor: kind === "zone" && !feature.lowest,
    colour: isRing ? (feature.style.color ?? undefined) : undefined,
    placer: isRing ? page.rings?.placeWords : undefined,
  });
}

/**
 * Return whether a fan that would lie on this one is on the map: another launch's of the same site.
 * @param {Page} page
 * @param {Feature} feature
 */
function isShownFan({ fans }, feature) {
  return feature.shape === "fan" && [...fans.keys()].some((fan) => isSameFan(fan, feature));
}

/**
 * Take a feature and its words away.
 * @param {Page} page
 * @param {Feature} feature
 */
function hide(page, feature) {
  if (feature.shape === "ring") page.rings?.wipe(feature);
  for (const layer of page.shown.get(feature.id) || []) layer.remove();
  page.shown.delete(feature.id);
  removeLabels(page.labels, feature.id);
}

/**
 * Draw a feature; return its layers.
 * @param {Page} page
 * @param {Feature} feature
 * @returns {L.Layer[]}
 */
function layersOf(page, feature) {
  if (feature.shape === "point") return drawPoints(page, feature);
  if (feature.shape === "ring") return present(page.rings, "rings.js").draw(feature);
  if (feature.shape === "fan") return [drawDirection(page, feature)];
  const layer = drawShape(page.sheet, feature);
  makePressable(page.details, layer, pathOf(layer), feature);
  return [layer];
}

/**
 * @param {Page} page
 * @param {import("./geo.js").FanFeature} feature
 */
function drawDirection({ details, fans, labels, sheet }, feature) {
  const layer = drawFan(sheet, feature);
  fans.set(feature, layer);
  fitFan(sheet, feature, layer, labels, fans.size);
  makePressable(details, layer, pathOf(layer), feature);
  return layer;
}

/**
 * @param {Page} page
 * @param {import("./geo.js").PointFeature} feature
 */
function drawPoints({ details, scene, sheet }, feature) {
  const isTown = feature.kind === "town";
  const towns = isTown ? scene.features.filter((other) => other.kind === "town").length : 0;
  return feature.parts.map((part) => {
    const marker = drawPoint(sheet, feature.style, part, isTown);
    const holder = present(marker.getElement(), "the element of a marker");
    holder.setAttribute("data-feature", feature.id);
    makePressable(details, marker, holder, feature);
    if (towns > MOST_TOWN_STOPS) {
      for (const name of ["tabindex", "role", "aria-label", "aria-haspopup"]) {
        holder.removeAttribute(name);
      }
      holder.setAttribute("aria-hidden", "true");
    }
    return marker;
  });
}

/**
 * @param {Feature} feature
 * @returns {import("./labels.js").Kind}
 */
function labelKind({ kind, shape }) {
  if (kind === "impact-zone") return "zone";
  if (kind === "town") return "town";
  if (kind === "site") return "site";
  if (shape === "fan") return "fan";
  if (["landing", "overflight", "unassumed"].includes(kind)) return "landing";
  return shape === "ring" ? "ring" : "feature";
}

/**
 * Return where the words of a feature stand, if they stand at a line of it.
 * @param {Page} page
 * @param {Feature} feature
 */
function placeOf({ labels, sheet }, feature) {
  const label = labels.list.find(({ kind, owner }) => kind === "ring" && owner === feature.id);
  if (label) return label.marker.getLatLng();
  return turned(nearest(sheet, feature.at[0]), feature.at[1]);
}

// --- the buttons

/**
 * A button shows its features while it is pressed, and while it has the keyboard's focus.
 * @param {Page} page
 */
function listenToButtons(page) {
  const byId = new Map(page.scene.features.map((feature) => [feature.id, feature]));
  for (const button of document.querySelectorAll("button[data-feature]")) {
    /** @type {string[]} */
    const also = JSON.parse(button.getAttribute("data-also") ?? "[]");
    const features = [button.getAttribute("data-feature") ?? "", ...also].flatMap(
      (id) => byId.get(id) ?? [],
    );
    if (features.length) listenToButton(page, button, features);
  }
}

/**
 * @param {Page} page
 * @param {Element} button
 * @param {Feature[]} features
 */
function listenToButton(page, button, features) {
  const isPressed = () => button.getAttribute("aria-pressed") === "true";
  /** @param {boolean} on */
  const set = (on) => {
    for (const feature of features) {
      if (on) show(page, feature);
      else hide(page, feature);
    }
    arrange(page);
  };
  button.addEventListener("click", () => {
    button.setAttribute("aria-pressed", String(!isPressed()));
    set(isPressed());
  });
  button.addEventListener("focus", () => {
    if (button.matches(":focus-visible")) set(true);
  });
  button.addEventListener("blur", () => {
    if (!isPressed()) set(false);
  });
}

// --- the window

/**
 * Follow the size of the window until the reader has moved the map, and the printer.
 * @param {Page} page
 */
function followWindow(page) {
  const { map, scene } = page;
  let moved = false;
  map.on("movestart", () => {
    if (!page.fitting) moved = true;
  });
  map.on("resize", () => {
    if (!moved) fit(page);
    else if (scene.world) map.setMinZoom(worldZoom(page));
    arrange(page);
  });
  map.on("focus", () => map.scrollWheelZoom.enable());
  map.on("blur", () => map.scrollWheelZoom.disable());
  if (matchMedia("(pointer: coarse)").matches) letPageScroll(map);
  followPrinter(() => refit(page));
}

/**
 * On a phone one finger scrolls the page until the reader has zoomed in; two always zoom.
 * @param {L.Map} map
 */
function letPageScroll(map) {
  const start = map.getZoom();
  const decide = () => {
    if (map.getZoom() > start + 0.2) map.dragging.enable();
    else map.dragging.disable();
  };
  decide();
  map.on("zoomend", decide);
}

/**
 * Fit the map anew to a frame of another size.
 * @param {Page} page
 */
function refit(page) {
  page.fitting = true; // whatever moves meanwhile, the reader did not move it
  page.map.invalidateSize({ animate: false, pan: false });
  fit(page);
  arrange(page);
}
