/**
 * Where on the Earth a map is: a small map in a corner that nothing of the scene lies in.
 *
 * @module
 */
import { colour, element } from "./dom.js";
import { corners } from "./geo.js";
import { boxOf, overlap } from "./labels.js";

/** @type {import("./geo.js").Bounds} */
const SHOWN = [97, 18, 153, 55]; // degrees: East Asia
const LEAST_WIDTH = 560; // pixels: a narrower map has no room for it

/**
 * Return whether bounds lie within what a locator shows.
 * @param {import("./geo.js").Bounds} bounds
 */
export function isLocatable([west, south, east, north]) {
  return west > SHOWN[0] && south > SHOWN[1] && east < SHOWN[2] && north < SHOWN[3];
}

/**
 * Draw the locator of a map.
 * @param {L.Map} map
 * @param {import("./geo.js").LatLon[][][]} land
 * @param {import("./geo.js").Bounds} bounds  what is marked on it
 */
export function drawLocator(map, land, bounds) {
  const box = element("div", { class: "locator", "aria-hidden": "true" });
  map.getContainer().append(box);
  const small = L.map(box, {
    attributionControl: false,
    zoomControl: false,
    keyboard: false,
    dragging: false,
    touchZoom: false,
    doubleClickZoom: false,
    scrollWheelZoom: false,
    boxZoom: false,
    fadeAnimation: false,
    zoomAnimation: false,
    zoomSnap: 0,
  });
  small.fitBounds(corners(SHOWN), { animate: false });
  L.polygon(land, {
    stroke: false,
    fillColor: colour("locator-land"),
    fillOpacity: 1,
    interactive: false,
    smoothFactor: 1.5,
  }).addTo(small);
  const mark = { color: colour("ink"), weight: 1.5, fill: false, interactive: false };
  L.rectangle(corners(bounds), mark).addTo(small);
  placeLocator(map, box);
  map.on("resize", () => placeLocator(map, box));
}

/**
 * Put the locator into a corner on the right that is free, or nowhere.
 * @param {L.Map} map
 * @param {HTMLElement} box
 */
function placeLocator(map, box) {
  const size = map.getSize();
  const drawn = [...map.getContainer().querySelectorAll("[data-feature]")];
  const busy = drawn.map((node) => boxOf(node, map, 0));
  const [w, h] = [box.offsetWidth || 132, box.offsetHeight || 106];
  const heights = { "at-top": 0, "at-bottom": size.y - h };
  const free = Object.entries(heights).find(
    ([, y]) => !busy.some((taken) => overlap({ x: size.x - w, y, w, h }, taken)),
  );
  box.classList.remove("at-top", "at-bottom", "nowhere");
  box.classList.add(size.x < LEAST_WIDTH || !free ? "nowhere" : free[0]);
}
