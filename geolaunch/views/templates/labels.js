/**
 * Words on a map: the important ones first, none over another, none over land that is not its own.
 *
 * A label is a Leaflet marker of no size with its words beside it. `placeLabels` tries places for
 * each in turn, the best first, and leaves out those that fit nowhere. All boxes are in pixels from
 * the upper left corner of the map's frame. Knows a map with the panes `land`, `zones`, `marks`,
 * `names` and `labels`, and nothing of the page around it.
 *
 * In this order: the labels; boxes; placing them. Which places are tried stands in `offsets.js`.
 *
 * @module
 */
import { element, present } from "./dom.js";
import { crossed, linesOf, painted, pathsIn, turned } from "./geo.js";
import { farthestInside, offsets } from "./offsets.js";

/** @typedef {import("./geo.js").Inside} Inside */
/** @typedef {import("./offsets.js").Around} Around */
/** @typedef {{x: number, y: number, w: number, h: number}} Box  pixels */
/** @typedef {"zone" | "site" | "fan" | "landing" | "ring" | "feature" | "sea" | "place" | "town"} Kind */

/**
 * One label.
 * @typedef {object} Label
 * @property {Kind} kind
 * @property {number} rank  lower is more important
 * @property {string} text
 * @property {L.Marker} marker  its place
 * @property {HTMLElement} words
 * @property {string} owner  id of its feature, "" for none
 * @property {Placer | undefined} placer  what places it in place of the rules here
 */

/** @typedef {(label: Label, view: View) => Box[]} Placer  returns the boxes that the words fill */

/**
 * What a new label says, and where.
 * @typedef {object} Words
 * @property {Kind} kind
 * @property {string} text
 * @property {L.LatLngExpression} at
 * @property {string} [lines]  the text as it is broken into lines
 * @property {string} [owner]
 * @property {boolean} [minor]  of a zone that is not the lowest of its launch
 * @property {string} [colour]
 * @property {Placer} [placer]
 */

/**
 * The labels of one map.
 * @typedef {object} Labels
 * @property {L.Map} map
 * @property {Label[]} list  the most important first
 * @property {boolean} wide  a map of far more than one sea: a sea's name stays near its place
 * @property {boolean} sparse  among many lines: a city whose name would cross one goes without
 */

/**
 * The map as it is seen while its labels are placed.
 * @typedef {object} View
 * @property {L.Map} map
 * @property {L.Point} size  pixels
 * @property {Box[]} taken  where no more words may stand
 * @property {SVGPathElement[]} zones
 * @property {Inside} onLand
 * @property {Inside} inZones
 * @property {Inside} inCircles
 * @property {Inside} onLine
 * @property {boolean} several  zones of several launches
 */

// --- the labels

const RANKS = {
  zone: 0,
  site: 1,
  minor: 2,
  fan: 3,
  landing: 4,
  ring: 5,
  feature: 6,
  sea: 7,
  place: 8,
  town: 9,
};
const NEEDED = [RANKS.zone, RANKS.site]; // the others may be left out

// A sea of two names stands on two lines, or where that is too wide each name on two.
const SEA_FORMS = [
  (/** @type {string} */ text) => text.replaceAll(" / ", " /\n"),
  (/** @type {string} */ text) =>
    text
      .split(" / ")
      .map((name) => name.replace(/ (?=\S+$)/, "\n"))
      .join(" /\n"),
];

/**
 * Add a label; it is placed by the next `placeLabels`.
 * @param {Labels} labels
 * @param {Words} said
 */
export function addLabel({ map, list }, said) {
  const { kind, text, owner = "", minor = false, placer } = said;
  const words = element("span", { class: "text" }, said.lines ?? unbroken(text));
  if (said.colour) words.style.color = `color-mix(in srgb, ${said.colour} 60%, var(--ink))`;
  const spans = kind === "place" ? [element("span", { class: "dot" }), words] : [words];
  const className = `label ${kind}${minor ? " minor" : ""}`;
  const icon = L.divIcon({ className, iconSize: undefined });
  const pane = ["sea", "place", "town"].includes(kind) ? "names" : "labels";
  const options = { icon, pane, interactive: false, keyboard: false };
  const marker = L.marker(said.at, options).addTo(map);
  holderOf(marker).setAttribute("aria-hidden", "true"); // said by the buttons and in words
  holderOf(marker).replaceChildren(...spans);
  const rank = RANKS[minor ? "minor" : kind];
  list.push({ kind, rank, text, marker, words, owner, placer });
  list.sort((label, other) => label.rank - other.rank);
}

/**
 * Return a text that is not broken at a hyphen: Mupyong-ri is one word.
 * @param {string} text
 */
export const unbroken = (text) => text.replaceAll("-", "\u2011");

/**
 * Add the names of seas, each at several places and in several forms: the first that is free is shown.
 * @param {Labels} labels
 * @param {[text: string, lon: number, lat: number][]} seas
 */
export function addSeas(labels, seas) {
  for (const form of SEA_FORMS) {
    for (const [text, lon, lat] of seas) {
      addLabel(labels, { kind: "sea", text, at: turned(lon, lat), lines: form(text) });
    }
  }
}

/**
 * Add the names of cities.
 * @param {Labels} labels
 * @param {[text: string, lon: number, lat: number][]} places
 */
export function addPlaces(labels, places) {
  for (const [text, lon, lat] of places) {
    addLabel(labels, { kind: "place", text, at: turned(lon, lat) });
  }
}

/**
 * Take the labels of a feature off the map.
 * @param {Labels} labels
 * @param {string} owner
 */
export function removeLabels(labels, owner) {
  for (const label of labels.list) if (label.owner === owner) label.marker.remove();
  labels.list = labels.list.filter((label) => label.owner !== owner);
}

/**
 * Return the element of a marker that is on the map.
 * @param {L.Marker} marker
 */
export const holderOf = (marker) => present(marker.getElement(), "the element of a marker");

/**
 * Hide a label that has no place, or show it.
 * @param {Label} label
 * @param {boolean} covered
 */
export const setCovered = (label, covered) =>
  holderOf(label.marker).classList.toggle("covered", covered);

// --- boxes

const EDGE = 5; // pixels that stay free along the frame

/**
 * @param {Box} box
 * @param {L.Point} size
 */
const within = (box, size) =>
  box.x >= EDGE &&
  box.y >= EDGE &&
  box.x + box.w <= size.x - EDGE &&
  box.y + box.h <= size.y - EDGE;

/**
 * Return whether two boxes overlap, or nearly touch.
 * @param {Box} box
 * @param {Box} other
 */
export const overlap = (box, other) =>
  box.x < other.x + other.w + 3 &&
  other.x < box.x + box.w + 3 &&
  box.y < other.y + other.h + 2 &&
  other.y < box.y + box.h + 2;

/**
 * Return the box of an element, from the upper left corner of the map's frame.
 * @param {Element} node
 * @param {L.Map} map
 * @param {number} margin  pixels about it
 */
export function boxOf(node, map, margin) {
  const frame = map.getContainer().getBoundingClientRect();
  const { x, y, width, height } = node.getBoundingClientRect();
  return {
    x: x - frame.x - margin,
    y: y - frame.y - margin,
    w: width + 2 * margin,
    h: height + 2 * margin,
  };
}

/**
 * Return a box that is partly in view pulled wholly into it.
 * @param {Box} box
 * @param {L.Point} size
 */
function pulledIn(box, size) {
  if (box.x + box.w < 0 || box.x > size.x || box.y + box.h < 0 || box.y > size.y) return box;
  /**
   * @param {number} value
   * @param {number} room
   */
  const kept = (value, room) => Math.min(Math.max(value, EDGE), Math.max(room - EDGE, EDGE));
  return { ...box, x: kept(box.x, size.x - box.w), y: kept(box.y, size.y - box.h) };
}

/**
 * Return whether nothing stands in a box yet.
 * @param {Box} box
 * @param {View} view
 */
const isFree = (box, { taken }) => !taken.some((other) => overlap(box, other));

/**
 * Return whether words may stand in a box: it lies in view, and nothing stands there yet.
 * @param {Box} box
 * @param {View} view
 */
export const isOpen = (box, view) => within(box, view.size) && isFree(box, view);

// --- placing them

/**
 * Place every label anew.
 * @param {Labels} labels
 */
export function placeLabels(labels) {
  const view = viewOf(labels);
  const named = new Set(); // a sea comes with several places and forms of its name
  for (const label of labels.list) {
    if (label.placer) {
      view.taken.push(...label.placer(label, view));
      continue;
    }
    const around = aroundOf(label, view);
    const box = placeFor(label, around, view, labels);
    const shown = box && !(label.kind === "sea" && named.has(label.text));
    setCovered(label, !shown);
    if (!shown) continue;
    named.add(label.text);
    stand(label, box, around, view);
  }
}

/**
 * @param {Labels} labels
 * @returns {View}
 */
function viewOf({ map, list }) {
  // A zone that crosses the antimeridian is drawn as rings are.
  const zones = [
    ...pathsIn(map, "zones"),
    ...pathsIn(map, "marks", '[data-feature*="/impact-zone/"]'),
  ];
  const selector = ".site-mark circle, .town-mark circle, .leaflet-control, .locator";
  const obstacles = [...map.getContainer().querySelectorAll(selector)];
  return {
    map,
    size: map.getSize(),
    taken: [...obstacles.map((obstacle) => boxOf(obstacle, map, 2)), ...reportedBoxes(map)],
    zones,
    onLand: painted(map, pathsIn(map, "land")),
    inZones: painted(map, zones),
    inCircles: painted(map, pathsIn(map, "marks", ".site-area")),
    onLine: painted(map, linesOf(map), true),
    several: list.filter((label) => label.rank === RANKS.zone).length > 1,
  };
}

const CELL = 8; // pixels

/**
 * Return boxes that cover the directions and the landings on a map: no words stand on one.
 * @param {L.Map} map
 */
function reportedBoxes(map) {
  const shapes = [...pathsIn(map, "marks", ".direction"), ...pathsIn(map, "marks", ".landing")];
  const inside = painted(map, shapes);
  /** @type {Box[]} */
  const boxes = [];
  for (const shape of shapes) {
    const { x: left, y: top, w, h } = boxOf(shape, map, 0);
    for (let x = left; x < left + w; x += CELL) {
      for (let y = top; y < top + h; y += CELL) {
        if (inside(x + CELL / 2, y + CELL / 2)) boxes.push({ x, y, w: CELL, h: CELL });
      }
    }
  }
  return boxes;
}

/**
 * @param {Label} label
 * @param {View} view
 * @returns {Around}
 */
function aroundOf(label, view) {
  const at = view.map.latLngToContainerPoint(label.marker.getLatLng());
  /** @type {(inside: Inside) => Inside} */
  const about = (inside) => (x, y) => inside(at.x + x, at.y + y);
  const { offsetWidth: w, offsetHeight: h } = label.words;
  const own = view.zones.filter((zone) => zone.dataset.feature === label.owner);
  const inOwn = label.kind === "zone" ? about(painted(view.map, own)) : () => false;
  const site = label.kind === "site" ? siteReach(label.owner, view.map) : 0;
  const [onLand, inZones] = [about(view.onLand), about(view.inZones)];
  return { at, w, h, onLand, inZones, inCircles: about(view.inCircles), inOwn, site };
}

/**
 * Return how far the mark of a site and the circle about it reach, in pixels.
 * @param {string} owner
 * @param {L.Map} map
 */
function siteReach(owner, map) {
  const launch = owner.slice(0, owner.lastIndexOf("/site/") + 1);
  const paths = map.getContainer().querySelectorAll("path[data-feature]");
  const circle = [...paths].find((path) =>
    path.getAttribute("data-feature")?.startsWith(`${launch}site-area`),
  );
  return Math.max(11, circle ? circle.getBoundingClientRect().width / 2 : 0);
}

/**
 * Return the best place for a label, undefined where it has to be left out.
 * @param {Label} label
 * @param {Around} around
 * @param {View} view
 * @param {Labels} labels
 * @returns {Box | undefined}
 */
function placeFor(label, around, view, labels) {
  const { at, w, h } = around;
  const boxes = offsets(label.kind, around, labels.wide).map(([x, y]) => ({
    x: at.x + x,
    y: at.y + y,
    w,
    h,
  }));
  /** @param {Box} box */
  const leadIsFree = (box) => {
    const { x, w: long, beside } = leadOf(box.x - at.x, box.y - at.y + h / 2, around);
    return !beside || long <= 0 || isFree({ x: at.x + x, y: box.y + h / 2, w: long, h: 1 }, view);
  };
  const good = boxes.filter(
    (box) => isOpen(box, view) && (label.kind !== "zone" || leadIsFree(box)),
  );
  const clear = good.find((box) => label.kind === "feature" || !crossed(box, view.onLine));
  // Among rings a city whose name crosses a line goes without: its point and the table show it.
  const crossing = labels.sparse && label.kind === "place" ? undefined : good[0];
  if (clear || crossing) return clear || crossing;
  // Of several launches' zones, names one over another would say nothing.
  if (!NEEDED.includes(label.rank) || (view.several && label.kind === "zone")) return undefined;
  const pulled = boxes.map((box) => pulledIn(box, view.size));
  return pulled.find((box) => isFree(box, view)) || pulled.at(-1);
}

/**
 * Put the words of a label into a box, and note what they take up.
 * @param {Label} label
 * @param {Box} box
 * @param {Around} around
 * @param {View} view
 */
function stand(label, box, around, { taken }) {
  const { at, h } = around;
  label.words.style.left = `${Math.round(box.x - at.x)}px`;
  label.words.style.top = `${Math.round(box.y - at.y)}px`;
  taken.push(box);
  if (label.kind === "zone") {
    const line = drawLead(label, box.x - at.x, box.y - at.y + h / 2, around);
    if (line) taken.push({ x: at.x + line.x, y: box.y + h / 2, w: line.w, h: 1 });
  }
  if (label.kind === "place") taken.push({ x: at.x - 4, y: at.y - 4, w: 8, h: 8 });
}

/**
 * Return where a line would go from words beside a zone to the near edge of the zone that they mean.
 * @param {number} x  left edge of the words
 * @param {number} y  their middle
 * @param {Around} around
 */
function leadOf(x, y, { w, inOwn }) {
  const [east, west] = [farthestInside(inOwn, 1, [y]), -farthestInside(inOwn, -1, [y])];
  const right = x > east;
  const beside = west <= east && (right || x + w < west);
  const [from, to] = right ? [east - 9, x - 4] : [x + w + 4, west + 9];
  return { x: from, w: Math.max(0, to - from), beside, right };
}

/**
 * Draw that line, or hide it where the words stand elsewhere; return where it runs.
 * @param {Label} label
 * @param {number} x
 * @param {number} y
 * @param {Around} around
 */
function drawLead(label, x, y, around) {
  const holder = holderOf(label.marker);
  /** @type {HTMLElement} */
  const line = holder.querySelector(".leader") ?? element("span", { class: "leader" });
  const { x: from, w: long, beside, right } = leadOf(x, y, around);
  line.hidden = !beside || long <= 0;
  line.style.top = `${y - 0.5}px`;
  line.style.left = `${from}px`;
  line.style.width = `${long}px`;
  const towards = right ? "left" : "right";
  label.words.style.textAlign = beside ? towards : "center";
  holder.append(line);
  return line.hidden ? null : { x: from, w: long };
}
