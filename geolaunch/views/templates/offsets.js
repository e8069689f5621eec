/**
 * Where the words of a label may stand about its place: the places that are tried, the best first.
 *
 * Everything is in pixels and counted from the place of the label.
 *
 * @module
 */

/** @typedef {import("./geo.js").Inside} Inside */
/** @typedef {[x: number, y: number]} Offset  of the upper left corner of the words */

/**
 * The surroundings of one label.
 * @typedef {object} Around
 * @property {L.Point} at  its place in the map's frame
 * @property {number} w  width of its words
 * @property {number} h
 * @property {Inside} onLand
 * @property {Inside} inZones
 * @property {Inside} inCircles  in a circle that says how well a site is known
 * @property {Inside} inOwn  in the zone that it names; nowhere for other labels
 * @property {number} site  how far the mark of a site reaches; 0 for other labels
 */

/**
 * Return the places for a label's words, the best first.
 * @param {import("./labels.js").Kind} kind
 * @param {Around} around
 * @param {boolean} wide  on a map of far more than one sea, where its name stays near its place
 * @returns {Offset[]}
 */
export function offsets(kind, around, wide) {
  if (kind === "zone") return [...besideZone(around), ...scattered(around, 60, 12)];
  if (kind === "fan" || kind === "landing") return nearest(around);
  if (kind === "sea") return onWater(around, wide ? 42 : 98);
  const gap = { site: around.site + 4, place: 7, town: 8, feature: 12, ring: 6 }[kind];
  const { w, h } = around;
  const [near, far] = [gap * 0.6, gap * 0.8];
  return [
    [gap, -h / 2],
    [-gap - w, -h / 2],
    [-w / 2, gap],
    [-w / 2, -gap - h],
    [far, near],
    [far, -near - h],
    [-far - w, near],
    [-far - w, -near - h],
  ];
}

/**
 * At the height of the zone's place first, on the right and on the left; then above and below.
 * @param {Around} around
 * @returns {Offset[]}
 */
function besideZone({ w, h, inZones, inOwn }) {
  /** @type {(y: number) => Offset[]} */
  const at = (y) => {
    if (farthestInside(inOwn, 1, [y]) <= NOWHERE) return [];
    const heights = [y - h / 2, y, y + h / 2];
    const east = farthestInside(inZones, 1, heights) + 16;
    const west = -farthestInside(inZones, -1, heights) - 16 - w;
    return [
      [east, y - h / 2],
      [west, y - h / 2],
    ];
  };
  const near = [0, -h / 3, h / 3].map(at);
  const far = [1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6].flatMap((n) => at(n * (h + 6)));
  const right = near.flatMap((sides) => sides.slice(0, 1));
  const left = near.flatMap((sides) => sides.slice(1));
  return [...right, ...left, ...far];
}

/**
 * As near to its place as the words can stand, over no zone.
 * @param {Around} around
 */
function nearest(around) {
  const { w, h, inZones, inCircles } = around;
  return scattered(around, 120, 10).filter(([x, y]) => {
    const box = { x, y, w, h };
    return !touches(box, inZones) && !touches(box, inCircles);
  });
}

const NOWHERE = -200; // pixels

/**
 * Return how far to the side something goes; a negative distance where it all lies to the other side.
 * @param {Inside} inside
 * @param {1 | -1} step  to the right or to the left
 * @param {number[]} heights
 */
export function farthestInside(inside, step, heights) {
  let farthest = NOWHERE;
  for (let x = NOWHERE + 4; x <= -NOWHERE; x += 4) {
    if (heights.some((y) => inside(step * x, y))) farthest = x;
  }
  return farthest;
}

/**
 * Where nothing but water lies under the words, and between them and their place.
 * @param {Around} around
 * @param {number} reach
 */
function onWater(around, reach) {
  const { w, h, inZones, onLand } = around;
  return scattered(around, reach, 14).filter(([x, y]) => {
    const dry = touches({ x, y, w, h }, inZones) || touches({ x, y, w, h }, onLand);
    return !dry && sameWater(x + w / 2, y + h / 2, onLand);
  });
}

/**
 * @param {import("./labels.js").Box} box
 * @param {Inside} inside
 */
const touches = ({ x, y, w, h }, inside) =>
  [0, 0.25, 0.5, 0.75, 1].some((part) =>
    [0, 0.5, 1].some((down) => inside(x + part * w, y + down * h)),
  );

/**
 * Return whether the same water goes from a name's place to (x, y): no name crosses land.
 * @param {number} x
 * @param {number} y
 * @param {Inside} onLand
 */
const sameWater = (x, y, onLand) =>
  Array.from({ length: 24 }, (_, n) => n / 24).every((part) => !onLand(part * x, part * y));

/**
 * About the place itself, the nearest first.
 * @param {Around} around
 * @param {number} reach
 * @param {number} step
 * @returns {Offset[]}
 */
function scattered({ w, h }, reach, step) {
  /** @type {Offset[]} */
  const middles = [];
  for (let x = -reach; x <= reach; x += step) {
    for (let y = -reach; y <= reach; y += step) middles.push([x, y]);
  }
  middles.sort((middle, other) => Math.hypot(...middle) - Math.hypot(...other));
  return middles.map(([x, y]) => [x - w / 2, y - h / 2]);
}
