/**
 * Reported directions as short fans at the site: as long on the screen at any scale, for a direction
 * says nothing of how far it flew.
 *
 * On Mercator's map an azimuth is the same angle everywhere, so that a fan is a plain sector.
 *
 * @module
 */
import { drawing, present, setAttributes } from "./dom.js";
import { nearest, rendererOf, turned, unpacked } from "./geo.js";

/** @typedef {import("./geo.js").FanFeature} FanFeature */

const LENGTHS = { wide: 96, narrow: 60, short: 42 }; // pixels; short in an iframe, or where many are
const MANY = 4;
const NARROW = 600; // pixels of a map
const LEAST = 14;
const FADE = [0.5, 0.12]; // opacity, from its beginning to its end
const FADE_OF_MANY = 0.55; // so much of it where many lie one over another
const STEPS = 24; // edges of its arc
const LABEL_AT = 0.8; // of its length

/**
 * Draw a fan; `fitFan` gives it its shape.
 * @param {import("./geo.js").Sheet} sheet
 * @param {FanFeature} feature
 */
export function drawFan(sheet, feature) {
  const fade = fadeOf(feature.style.fillColor ?? "");
  const layer = L.polygon([], {
    pane: "marks",
    renderer: rendererOf(sheet, "marks"),
    className: feature.kind,
    stroke: false,
    fillColor: `url(#${fade.id})`,
    fillOpacity: 1,
    bubblingMouseEvents: false,
    smoothFactor: 0,
  }).addTo(sheet.map);
  setAttributes(present(layer.getElement(), "the path of a fan"), {
    "data-feature": feature.id,
    "data-fade": fade.id,
  });
  return layer;
}

/**
 * Return a new gradient that fades from the beginning of a fan to its end.
 * @param {string} fill
 */
function fadeOf(fill) {
  const defs = present(document.querySelector(".defs defs"), ".defs");
  const id = `wedge-${defs.querySelectorAll("radialGradient").length}`;
  const fade = drawing("radialGradient", { id, gradientUnits: "userSpaceOnUse" });
  for (const [offset, opacity] of FADE.entries()) {
    fade.append(drawing("stop", { offset, "stop-color": fill, "stop-opacity": opacity }));
  }
  defs.append(fade);
  return fade;
}

/**
 * Give a fan the shape that the scale of the map wants, and its words their place.
 * @param {import("./geo.js").Sheet} sheet
 * @param {FanFeature} feature
 * @param {L.Polygon} layer
 * @param {import("./labels.js").Labels} labels
 * @param {number} count  of the fans on the map
 */
export function fitFan(sheet, feature, layer, labels, count) {
  const { map } = sheet;
  const [lat, lon] = unpacked(feature.parts[0], sheet.scale)[0];
  const start = turned(nearest(sheet, lon), lat);
  const from = map.latLngToLayerPoint(start);
  const long = lengthOf(map, start, feature.reach, count);
  const [first, last] = feature.azimuths;
  /**
   * @param {number} share  of the way from the first azimuth to the last
   * @param {number} away  pixels
   */
  const at = (share, away) => {
    const angle = ((first + share * (last - first)) * Math.PI) / 180;
    const offset = L.point(Math.sin(angle), -Math.cos(angle)).multiplyBy(away);
    return map.layerPointToLatLng(from.add(offset));
  };
  const arc = Array.from({ length: STEPS + 1 }, (_, n) => at(n / STEPS, long));
  layer.setLatLngs([start, ...arc]);
  const path = present(layer.getElement(), "the path of a fan");
  const fade = present(document.getElementById(path.getAttribute("data-fade") ?? ""), "its fade");
  setAttributes(fade, { cx: from.x, cy: from.y, r: long });
  setAttributes(path, { "fill-opacity": count > MANY ? FADE_OF_MANY : 1 });
  const label = labels.list.find(({ owner }) => owner === feature.id);
  label?.marker.setLatLng(at(0.5, LABEL_AT * long));
}

/**
 * Return how long a fan is, in pixels.
 * @param {L.Map} map
 * @param {import("./geo.js").LatLon} start
 * @param {number} reach  km
 * @param {number} count  of the fans on the map
 */
function lengthOf(map, start, reach, count) {
  const short = count > MANY || document.body.classList.contains("embed");
  const wanted = short ? LENGTHS.short : map.getSize().x < NARROW ? LENGTHS.narrow : LENGTHS.wide;
  const beside = map.layerPointToLatLng(map.latLngToLayerPoint(start).add([10, 0]));
  const pixelKm = map.distance(start, beside) / 10_000;
  return Math.max(LEAST, Math.min(wanted, reach / pixelKm));
}

/**
 * Return whether two fans would lie one on the other.
 * @param {FanFeature} fan
 * @param {FanFeature} other
 */
export const isSameFan = (fan, other) =>
  String([fan.parts, fan.azimuths]) === String([other.parts, other.azimuths]);
