/**
 * Rings at a distance, which may run on round the Earth: repeated at every 360 degrees, and cut
 * where Mercator's map ends. Only pages with rings hold this file and `ring_words.js`.
 *
 * In this order: what a map draws rings with; their layers; the curves.
 *
 * @module
 */
import { makePressable, openDetails } from "./details.js";
import { aroundEarth, copies, pathOf, pathOptions, rendererOf, unpacked } from "./geo.js";
import { leaveGaps, placeWords, wipeWords } from "./ring_words.js";

/** @typedef {import("./geo.js").LatLon} LatLon */
/** @typedef {import("./geo.js").Span} Span */
/** @typedef {import("./geo.js").RingFeature} RingFeature */

/**
 * The rings of one map.
 * @typedef {object} Rings
 * @property {import("./geo.js").Sheet} sheet
 * @property {import("./details.js").Details} details
 * @property {import("./ring_words.js").RingWords} words
 */

/** @typedef {ReturnType<typeof ringDrawer>} RingDrawer  what a map draws rings with */

/**
 * Return what a map draws rings with, takes them away with and places their words with.
 * @param {Rings["sheet"]} sheet
 * @param {Rings["details"]} details
 */
export function ringDrawer(sheet, details) {
  /** @type {Rings} */
  const rings = { sheet, details, words: { map: sheet.map, lines: new Map(), gaps: new Map() } };
  return {
    /** @param {RingFeature} feature */
    draw: (feature) => drawRing(rings, feature),
    /** @param {RingFeature} feature */
    wipe: (feature) => wipeWords(rings.words, feature.id),
    /** @type {import("./labels.js").Placer} */
    placeWords: (label, view) => placeWords(rings.words, label, view),
    leaveGaps: () => leaveGaps(rings.words),
  };
}

// --- on the map

/**
 * Draw a ring: an area without a line, its line without an area, and below both a broad line to press.
 * @param {Rings} rings
 * @param {RingFeature} feature
 * @returns {L.Layer[]}
 */
function drawRing({ sheet, details, words }, feature) {
  const { map, span } = sheet;
  const outline = feature.parts.map((part) => unpacked(part, sheet.scale));
  const lines = curves(outline, feature.turns, span);
  const style = { ...pathOptions(feature.style), bubblingMouseEvents: false, smoothFactor: 0.1 };
  const under = { ...style, pane: "reach", renderer: rendererOf(sheet, "reach") };
  const over = { ...style, pane: "marks", renderer: rendererOf(sheet, "marks"), fill: false };
  const layers = [];
  if (feature.style.fill) {
    const rim = area(outline, feature.turns, feature.pole, span);
    const shape = exact(L.polygon(rim, { ...under, stroke: false, interactive: false }), map);
    layers.push(shape.addTo(map).bringToBack());
    pathOf(shape).setAttribute("data-area", feature.id);
    if (feature.style.soft) {
      pathOf(shape).setAttribute("filter", feature.lowest ? "url(#soft-ground)" : "url(#soft)");
    }
  }
  const pressed = { ...under, fill: false, dashArray: undefined, opacity: 0, weight: 14 };
  const broad = L.polyline(lines, pressed).addTo(map);
  const layer = exact(L.polyline(lines, over), map).addTo(map);
  const line = pathOf(layer);
  line.setAttribute("data-feature", feature.id);
  makePressable(details, layer, line, feature);
  broad.on("click", (event) => openDetails(details, feature, event.latlng, line));
  const name = words.lines.get(feature.id)?.name ?? `along-${words.lines.size}`;
  words.lines.set(feature.id, { curves: lines, line, name });
  return [...layers, broad, layer];
}

/**
 * Make a layer keep its points as they are: Leaflet rounds each to whole pixels, which makes a
 * thin long curve tremble.
 * @template {L.Polyline | L.Polygon} T
 * @param {T} layer
 * @param {L.Map} map
 */
function exact(layer, map) {
  /**
   * @param {L.LatLng[] | L.LatLng[][]} points
   * @param {L.Point[][]} into
   * @param {L.Bounds} bounds
   */
  const project = (points, into, bounds) => {
    if (isNested(points)) {
      for (const line of points) project(line, into, bounds);
      return;
    }
    const origin = map.getPixelOrigin();
    const line = points.map((point) => map.project(point).subtract(origin));
    into.push(line);
    for (const point of line) bounds.extend(point);
  };
  return Object.assign(layer, { _projectLatlngs: project });
}

/**
 * @param {L.LatLng[] | L.LatLng[][]} points
 * @returns {points is L.LatLng[][]}
 */
const isNested = (points) => !(points[0] instanceof L.LatLng);

// --- the curves

const TOP = 85.0511287798; // degrees: where Mercator's square ends, and Leaflet's projection with it

/**
 * Return the rings as lines, without what lies beyond the end of the map.
 * @param {LatLon[][]} rings
 * @param {number[]} turns  how often each goes round the Earth, to the east
 * @param {Span} span
 */
function curves(rings, turns, span) {
  const lines = rings.flatMap((ring, n) => laid(ring, turns[n], span));
  return lines.flatMap(withinMap);
}

/**
 * @param {LatLon[]} line
 * @returns {LatLon[][]}
 */
function withinMap(line) {
  /** @type {LatLon[][]} */
  const parts = [];
  let isOpen = false;
  for (const point of line) {
    const isBeyond = Math.abs(point[0]) > TOP + 1e-6;
    if (!isBeyond && isOpen) parts[parts.length - 1].push(point);
    else if (!isBeyond) parts.push([point]);
    isOpen = !isBeyond;
  }
  return parts.filter((part) => part.length > 1);
}

/**
 * Return what bounds the area, for an even-odd fill: rings round the Earth are closed along the
 * top, and where that leaves the north pole on the wrong side, a rectangle over everything turns it
 * round.
 * @param {LatLon[][]} rings
 * @param {number[]} turns
 * @param {boolean} holdsPole
 * @param {Span} span
 * @returns {LatLon[][]}
 */
function area(rings, turns, holdsPole, span) {
  const [west, east] = span;
  const closed = rings.flatMap((ring, n) => {
    const lines = laid(ring, turns[n], span);
    return turns[n] ? lines.map(closedAlongTop) : lines;
  });
  const isOdd = turns.filter(Boolean).length % 2 === 1;
  if (isOdd === holdsPole) return closed;
  /** @type {LatLon[]} */
  const everything = [
    [90, west],
    [90, east],
    [-90, east],
    [-90, west],
  ];
  return [...closed, everything];
}

/**
 * @param {LatLon[]} line
 * @returns {LatLon[]}
 */
const closedAlongTop = (line) => [...line, [90, line[line.length - 1][1]], [90, line[0][1]]];

/**
 * @param {LatLon[]} ring
 * @param {number} turns
 * @param {Span} span
 */
function laid(ring, turns, span) {
  return (turns ? [endless(ring, turns, span)] : copies(ring, span)).map(withCrossings);
}

/**
 * Return a ring that goes round the Earth, end to end as one line that begins and ends outside the span.
 * @param {LatLon[]} ring
 * @param {number} turns
 * @param {Span} span
 */
function endless(ring, turns, [west, east]) {
  const eastward = turns > 0 ? ring : ring.slice().reverse();
  const start = eastward[0][1];
  /** @type {LatLon[]} */
  const line = [];
  for (let n = Math.floor((west - start) / 360) - 1; n <= Math.ceil((east - start) / 360); n++) {
    line.push(...aroundEarth(eastward, n).slice(line.length ? 1 : 0));
  }
  return line;
}

/**
 * Beyond the end of the map every point is drawn at its edge, so an edge that crosses it is cut there.
 * @param {LatLon[]} line
 */
function withCrossings(line) {
  return line.flatMap((to, n) => (n ? [...crossings(line[n - 1], to), to] : [to]));
}

/**
 * Return where an edge crosses an end of the map, in order.
 * @param {LatLon} from
 * @param {LatLon} to
 * @returns {LatLon[]}
 */
function crossings(from, to) {
  const cut = [TOP, -TOP].filter((end) => (from[0] - end) * (to[0] - end) < 0);
  const parts = cut.map((end) => (end - from[0]) / (to[0] - from[0]));
  parts.sort((part, other) => part - other);
  return parts.map((part) => [
    from[0] + part * (to[0] - from[0]),
    from[1] + part * (to[1] - from[1]),
  ]);
}
