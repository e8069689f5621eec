/**
 * What lies on the Earth, on a Leaflet map: packed coordinates, the ground, zones, lines and points.
 *
 * Knows a map and what it is given, and nothing of the page around it. Inside geolaunch a place is
 * (lon, lat), in Leaflet (lat, lon): `turned` is the border between the two orders.
 *
 * In this order: coordinates; a map of the world; the ground; features; which pixels are painted.
 *
 * @module
 */
import { colour, drawing, element, present } from "./dom.js";

/** @typedef {[lat: number, lon: number]} LatLon  degrees, in Leaflet's order */
/** @typedef {[lon: number, lat: number]} LonLat  degrees, in geolaunch's order */
/** @typedef {number[]} Packed  x0, y0, dx, dy, ... of a line: whole numbers, `scale` of them to a degree */
/** @typedef {[west: number, east: number]} Span  degrees of longitude */
/** @typedef {[west: number, south: number, east: number, north: number]} Bounds  degrees */
/** @typedef {(x: number, y: number) => boolean} Inside  whether a place, in pixels, lies in something */

/**
 * A map that features are drawn on.
 * @typedef {object} Sheet
 * @property {L.Map} map
 * @property {number} scale  whole numbers to a degree in packed coordinates
 * @property {boolean} world  a map of the world: each line is drawn again at every 360 degrees
 * @property {Span} span  what can come into view of one, with a margin
 * @property {Map<string, L.Renderer>} renderers  by the name of their pane
 */

/**
 * A basemap as it ships.
 * @typedef {object} Ground
 * @property {number} scale  whole numbers to a degree
 * @property {Bounds} box  its sides, in whole numbers
 * @property {Packed[][]} land  polygons, each as its rings
 * @property {{line: Packed, dashed?: boolean}[]} borders
 */

/**
 * How a feature is drawn, in Leaflet's option names.
 * @typedef {object} Style
 * @property {boolean} stroke
 * @property {string | null} color
 * @property {number} weight  pixels
 * @property {string | null} dashArray
 * @property {boolean} fill
 * @property {string | null} fillColor
 * @property {number} fillOpacity
 * @property {boolean} soft  whether its edge fades
 * @property {boolean} fade  whether its fill fades away from where it begins
 */

/** @typedef {[name: string, value: string, address: string]} Fact */
/** @typedef {[name: string, text: string, words: string, unused: string, struck: string]} ClaimLine */

/**
 * What every feature has.
 * @typedef {object} FeatureBase
 * @property {string} id
 * @property {string} kind  "impact-zone", "site", "distance-arc", ...
 * @property {Style} style
 * @property {string} label  the words beside it, "" for none
 * @property {LonLat} at  where those stand
 * @property {boolean} hidden  shown on request alone
 * @property {boolean} lowest  the lowest of the soft zones of its launch
 * @property {string} name  what it is called in a few words
 * @property {Fact[]} facts
 * @property {number[]} claims  the columns of claims that are about it
 */

/** @typedef {FeatureBase & {shape: "point", parts: Packed[]}} PointFeature */
/** @typedef {FeatureBase & {shape: "line", parts: Packed[]}} LineFeature */
/** @typedef {FeatureBase & {shape: "polygon", parts: Packed[][]}} AreaFeature */
/** @typedef {FeatureBase & {shape: "ring", parts: Packed[], turns: number[], pole: boolean}} RingFeature */
/**
 * A direction: where it begins, its azimuths in degrees, clockwise, and how long it may be, in km.
 * @typedef {FeatureBase & {shape: "fan", parts: Packed[], azimuths: [start: number, stop: number], reach: number}} FanFeature
 */
/** @typedef {PointFeature | LineFeature | AreaFeature | RingFeature | FanFeature} Feature */

// --- coordinates

/**
 * Turn a place from geolaunch's order to Leaflet's.
 * @param {number} lon
 * @param {number} lat
 * @returns {LatLon}
 */
export const turned = (lon, lat) => [lat, lon];

/**
 * Unpack a line.
 * @param {Packed} packed
 * @param {number} scale
 */
export function unpacked(packed, scale) {
  const points = [];
  for (let i = 0, x = 0, y = 0; i < packed.length; i += 2) {
    x += packed[i];
    y += packed[i + 1];
    points.push(turned(x / scale, y / scale));
  }
  return points;
}

/**
 * Return the south-western and the north-eastern corner.
 * @param {Bounds} bounds
 * @returns {[LatLon, LatLon]}
 */
export function corners([west, south, east, north]) {
  return [turned(west, south), turned(east, north)];
}

// --- a map of the world: everything is drawn again at 360 degrees, one world to each side

/**
 * Move a line round the Earth, `turns` times to the east.
 * @param {LatLon[]} line
 * @param {number} turns
 * @returns {LatLon[]}
 */
export function aroundEarth(line, turns) {
  return turns ? line.map(([lat, lon]) => [lat, lon + 360 * turns]) : line;
}

/**
 * Return the copies of a line that reach into the span.
 * @param {LatLon[]} line
 * @param {Span} span
 */
export function copies(line, [west, east]) {
  let [low, high] = [Infinity, -Infinity];
  for (const [, lon] of line) [low, high] = [Math.min(low, lon), Math.max(high, lon)];
  const lines = [];
  for (let n = Math.ceil((west - high) / 360); n <= Math.floor((east - low) / 360); n++) {
    lines.push(aroundEarth(line, n));
  }
  return lines;
}

/**
 * Return a line as often as the sheet shows it.
 * @param {Sheet} sheet
 * @param {LatLon[]} line
 */
export const repeated = ({ span, world }, line) => (world ? copies(line, span) : [line]);

/**
 * Return a longitude in the copy of the world that is in the middle of the view.
 * @param {Sheet} sheet
 * @param {number} lon
 */
export function nearest({ map, world }, lon) {
  return world ? lon + 360 * Math.round((map.getCenter().lng - lon) / 360) : lon;
}

// --- the ground

// The panes that everything here and in `labels.js` is drawn in, and their levels.
const PANES = {
  land: 200,
  zones: 300,
  reach: 310,
  lines: 330,
  marks: 350,
  names: 450,
  labels: 460,
  site: 470,
};

/**
 * Give a new map its panes; words let every click through.
 * @param {L.Map} map
 */
export function addPanes(map) {
  for (const [name, level] of Object.entries(PANES)) {
    const { style } = map.createPane(name);
    style.zIndex = String(level);
    if (level === PANES.names || level === PANES.labels) style.pointerEvents = "none";
  }
}

/**
 * Return the one renderer of a pane; it draws a little beyond the view.
 * @param {Sheet} sheet
 * @param {string} pane
 */
export function rendererOf({ renderers }, pane) {
  const renderer = renderers.get(pane) ?? L.svg({ pane, padding: 0.3 });
  renderers.set(pane, renderer);
  return renderer;
}

/**
 * Draw land, coasts and borders; return the land's rings.
 * @param {Sheet} sheet
 * @param {Ground} ground
 */
export function drawGround(sheet, ground) {
  /** @param {Packed} line */
  const decoded = (line) => unpacked(line, ground.scale);
  const land = ground.land.map((rings) => rings.map(decoded));
  const shown = land.flat().flatMap((ring) => repeated(sheet, ring));
  L.polygon(shown, {
    pane: "land",
    renderer: rendererOf(sheet, "land"),
    interactive: false,
    stroke: false,
    className: "land",
    fillColor: colour("land"),
    fillOpacity: 1,
    smoothFactor: 0.8,
  }).addTo(sheet.map);
  const edges = ground.land.flat().flatMap((ring) => openEdges(ring, ground.box));
  const coast = edges.map(decoded).flatMap((line) => repeated(sheet, line));
  drawGroundLines(sheet, coast, { color: colour("coast"), weight: 0.9, smoothFactor: 0.8 });
  for (const dashed of [false, true]) {
    const borders = ground.borders.filter((border) => Boolean(border.dashed) === dashed);
    const lines = borders.flatMap((border) => repeated(sheet, decoded(border.line)));
    const dashArray = dashed ? "4 3" : undefined;
    drawGroundLines(sheet, lines, { color: colour("border"), weight: 1, dashArray });
  }
  return land;
}

/**
 * @param {Sheet} sheet
 * @param {LatLon[][]} lines
 * @param {L.PolylineOptions} style
 */
function drawGroundLines(sheet, lines, style) {
  const renderer = rendererOf(sheet, "lines");
  const options = { pane: "lines", renderer, interactive: false, fill: false, ...style };
  L.polyline(lines, options).addTo(sheet.map);
}

/**
 * Return the coast: every edge of a ring that does not run along a side of the basemap's box.
 * @param {Packed} packed
 * @param {Bounds} box
 */
function openEdges(packed, box) {
  const lines = [];
  /** @type {Packed} */
  let line = [];
  /** @type {boolean[]} */
  let from = [];
  for (let i = 0, x = 0, y = 0; i < packed.length; i += 2) {
    x += packed[i];
    y += packed[i + 1];
    const sides = [x === box[0], y === box[1], x === box[2], y === box[3]];
    if (sides.some((on, n) => on && from[n])) {
      lines.push(line);
      line = [x, y];
    } else line.push(...(line.length ? [packed[i], packed[i + 1]] : [x, y]));
    from = sides;
  }
  return [...lines, line].filter((edge) => edge.length > 2);
}

// --- features

/**
 * Return a style as Leaflet takes it.
 * @param {Style} style
 * @returns {L.PathOptions}
 */
export function pathOptions({ color, dashArray, fillColor, ...rest }) {
  return {
    ...rest,
    color: color ?? undefined,
    dashArray: dashArray ?? undefined,
    fillColor: fillColor ?? undefined,
  };
}

/**
 * Return the path of a layer that is on the map.
 * @param {L.Path} layer
 */
export function pathOf(layer) {
  const drawn = layer.getElement();
  if (!(drawn instanceof SVGPathElement)) throw new Error("the path of a layer is missing");
  return drawn;
}

/**
 * Draw a line or an area. An area asked for lies below the zones that were there, and a soft zone fades.
 * @param {Sheet} sheet
 * @param {LineFeature | AreaFeature} feature
 */
export function drawShape(sheet, feature) {
  const pane = feature.kind === "impact-zone" ? "zones" : "marks";
  const renderer = rendererOf(sheet, pane);
  const style = pathOptions(feature.style);
  const shared = { pane, renderer, className: feature.kind, bubblingMouseEvents: false };
  const options = { ...style, ...shared, smoothFactor: 0.5 };
  /** @param {Packed} packed */
  const decoded = (packed) => repeated(sheet, unpacked(packed, sheet.scale));
  const layer =
    feature.shape === "line"
      ? L.polyline(feature.parts.flatMap(decoded), { ...options, fill: false })
      : L.polygon(
          feature.parts.map((part) => part.flatMap(decoded)),
          options,
        );
  layer.addTo(sheet.map);
  const drawn = pathOf(layer);
  drawn.setAttribute("data-feature", feature.id);
  if (feature.hidden && pane === "zones") layer.bringToBack();
  if (feature.style.soft) {
    drawn.setAttribute("filter", feature.lowest ? "url(#soft-ground)" : "url(#soft)");
  }
  return layer;
}

/**
 * Draw a site or, `small`, a town as a dot.
 * @param {Sheet} sheet
 * @param {Style} style
 * @param {Packed} packed
 * @param {boolean} small
 */
export function drawPoint(sheet, style, packed, small) {
  const edge = small ? 20 : 28;
  const mark = element("div", { class: "dot-mark" });
  mark.append(dot(style, small, edge));
  const icon = L.divIcon({
    html: mark,
    className: small ? "town-mark" : "site-mark",
    iconSize: [edge, edge],
    iconAnchor: [edge / 2, edge / 2],
  });
  const options = { icon, pane: "site", keyboard: false, zIndexOffset: small ? -1000 : 0 };
  return L.marker(unpacked(packed, sheet.scale)[0], options).addTo(sheet.map);
}

/**
 * @param {Style} style
 * @param {boolean} small
 * @param {number} edge  pixels
 */
function dot(style, small, edge) {
  const hollow = style.fillColor === colour("paper"); // a place that something went over
  const svg = drawing("svg", {
    width: edge,
    height: edge,
    viewBox: `0 0 ${edge} ${edge}`,
    "aria-hidden": "true",
    focusable: "false",
  });
  const circle = drawing("circle", {
    cx: edge / 2,
    cy: edge / 2,
    fill: style.fillColor || style.color || colour("ink"),
    stroke: style.color || colour("paper"),
    r: small ? 2.5 : hollow ? 4.5 : 6.5,
    "stroke-width": small ? 1 : 2,
  });
  svg.append(circle);
  return svg;
}

/**
 * Fade the edges of zones over some kilometres, not pixels: closer to, an edge is as vague.
 * @param {L.Map} map
 */
export function softenEdges(map) {
  const middle = map.getCenter();
  const beside = map.unproject(map.project(middle).add([1, 0]));
  const pixelKm = map.distance(middle, beside) / 1000;
  const pixels = Math.min(Math.max(7 / pixelKm, 3), 40);
  for (const blur of document.querySelectorAll(".soft-blur")) {
    blur.setAttribute("stdDeviation", pixels.toFixed(1));
  }
}

// --- which pixels are painted

const GRAIN = 3; // pixels of the page to one of the mask

/**
 * Return a test of whether a place of the map's frame lies in any of the paths, or on their lines.
 * @param {L.Map} map
 * @param {Iterable<SVGPathElement>} paths
 * @param {boolean} [asLines]
 * @returns {Inside}
 */
export function painted(map, paths, asLines = false) {
  const size = map.getSize().divideBy(GRAIN).ceil();
  const canvas = element("canvas");
  [canvas.width, canvas.height] = [size.x, size.y];
  const brush = present(canvas.getContext("2d", { willReadFrequently: true }), "a canvas");
  const shift = map.layerPointToContainerPoint([0, 0]).divideBy(GRAIN);
  brush.setTransform(1 / GRAIN, 0, 0, 1 / GRAIN, shift.x, shift.y);
  brush.lineWidth = 2 * GRAIN;
  for (const path of paths) {
    const shape = new Path2D(path.getAttribute("d") ?? "");
    if (asLines) brush.stroke(shape);
    else brush.fill(shape, "evenodd");
  }
  const mask = size.x && size.y ? brush.getImageData(0, 0, size.x, size.y).data : [];
  return (x, y) => {
    const [column, row] = [Math.floor(x / GRAIN), Math.floor(y / GRAIN)];
    const there = column >= 0 && row >= 0 && column < size.x && row < size.y;
    return there && mask[4 * (row * size.x + column) + 3] > 127;
  };
}

/**
 * Return the paths in a pane that `selector` picks.
 * @param {L.Map} map
 * @param {string} pane
 * @param {string} [selector]
 * @returns {SVGPathElement[]}
 */
export function pathsIn(map, pane, selector = "") {
  const holder = present(map.getPane(pane), pane);
  return [
    .../** @type {NodeListOf<SVGPathElement>} */ (holder.querySelectorAll(`path${selector}`)),
  ];
}

/**
 * Return the lines of features, with their dashes.
 * @param {L.Map} map
 */
export function linesOf(map) {
  return pathsIn(map, "marks", '[fill="none"][stroke]:not([stroke="none"])');
}

/**
 * Return whether a line runs through a box.
 * @param {import("./labels.js").Box} box
 * @param {Inside} onLine
 */
export function crossed(box, onLine) {
  for (let x = box.x; x <= box.x + box.w; x += GRAIN) {
    for (let y = box.y; y <= box.y + box.h; y += GRAIN) if (onLine(x, y)) return true;
  }
  return false;
}
