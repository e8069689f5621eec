/**
 * The words of rings: along a line in a gap that all lines leave for them, or beside it.
 *
 * Of all stands that are free the one is taken that costs least: level, near the top of the middle,
 * clear of coasts and other lines. All places are in pixels from the upper left corner of the map's
 * frame.
 *
 * In this order: placing; stands; words along a line; gaps.
 *
 * @module
 */
import { drawing, present } from "./dom.js";
import { crossed, linesOf, painted } from "./geo.js";
import { isOpen, setCovered, unbroken } from "./labels.js";

/** @typedef {import("./geo.js").Inside} Inside */
/** @typedef {import("./labels.js").Box} Box */
/** @typedef {import("./labels.js").Label} Label */
/** @typedef {import("./labels.js").View} View */
/** @typedef {{x: number, y: number}} XY  pixels */
/** @typedef {{name: "narrow" | "line", w: number, h: number}} Block  words in more lines or in one, and their size */

/**
 * The words of the rings on one map.
 * @typedef {object} RingWords
 * @property {L.Map} map
 * @property {Map<string, RingLine>} lines  by the id of the feature
 * @property {Map<string, string>} gaps  the strip that the words of a feature fill, as an SVG path
 */

/**
 * The line of one ring.
 * @typedef {object} RingLine
 * @property {import("./geo.js").LatLon[][]} curves  in degrees
 * @property {SVGPathElement} line  as it is drawn
 * @property {string} name  of the element of its words
 */

/**
 * A stand for words.
 * @typedef {object} Stand
 * @property {number} x  their middle
 * @property {number} y
 * @property {number} tilt  radians
 * @property {Box[]} boxes  what they fill
 * @property {XY[] | null} run  the places of the line that they follow, null where they stand beside it
 * @property {Block["name"]} block
 */

// --- placing

/**
 * Place the words of a ring; where there is no room for all of them, the first part ("6,700 km"),
 * without whose it is. Return the boxes that they fill, none if there is no room for that either.
 * @param {RingWords} rings
 * @param {Label} label
 * @param {View} view
 */
export function placeWords(rings, label, view) {
  const ring = ringOf(rings, label.owner);
  const best = bestText(ring, label, view);
  wipeWords(rings, label.owner);
  setCovered(label, !best || Boolean(best.run));
  if (!best) return [];
  label.marker.setLatLng(view.map.containerPointToLatLng([best.x, best.y]));
  if (best.run) {
    writeAlong(rings, label, best.run);
  } else {
    const { w, h } = best.boxes[0];
    label.words.className = `text ${best.block}`;
    label.words.style.left = `${Math.round(-w / 2)}px`;
    label.words.style.top = `${Math.round(-h / 2)}px`;
  }
  return best.boxes;
}

/**
 * @param {RingWords} rings
 * @param {string} id
 */
const ringOf = ({ lines }, id) => present(lines.get(id), "the line of a ring");

/**
 * Give a label the longest text that has room, and return its best stand.
 * @param {RingLine} ring
 * @param {Label} label
 * @param {View} view
 */
function bestText(ring, label, view) {
  const cost = costOf(ring.line, view);
  const whole = unbroken(label.text);
  const first = whole.split(" · ")[0];
  const shortest = first.split(/: |：/).at(-1) ?? first;
  for (const text of new Set([whole, first, shortest])) {
    label.words.textContent = text;
    const best = bestStand(ring, label.words, view, cost);
    if (best) return best;
  }
  return null;
}

/**
 * @param {RingLine} ring
 * @param {HTMLElement} words
 * @param {View} view
 * @param {(stand: Stand) => number} cost
 */
function bestStand(ring, words, view, cost) {
  const { map, size } = view;
  /** @type {(name: Block["name"]) => Block} */
  const blockOf = (name) => {
    words.className = `text ${name}`;
    return { name, w: words.offsetWidth, h: words.offsetHeight };
  };
  const blocks = [blockOf("narrow"), blockOf("line")];
  const origin = map.getPixelOrigin().add(map.containerPointToLayerPoint([0, 0]));
  /** @type {Stand | null} */
  let best = null;
  let least = Infinity;
  for (const curve of ring.curves) {
    const line = curve.map((point) => map.project(point).subtract(origin));
    for (const stand of standsOn(line, size, blocks)) {
      const price = stand.boxes.every((box) => isOpen(box, view)) ? cost(stand) : Infinity;
      if (price < least) [best, least] = [stand, price];
    }
  }
  return best;
}

/**
 * Return how little a stand is liked: far from the top of the middle, steep, over a coast or another line.
 * @param {SVGPathElement} line
 * @param {View} view
 * @returns {(stand: Stand) => number}
 */
function costOf(line, { map, onLand, size }) {
  const others = linesOf(map).filter((other) => other !== line);
  const onOther = painted(map, others, true);
  const onOwn = painted(map, [line], true);
  /** @type {(boxes: Box[], onLine: Inside) => boolean} */
  const meet = (boxes, onLine) => boxes.some((box) => crossed(box, onLine));
  /** @type {(run: XY[]) => boolean} */
  const overCoast = (run) => new Set(run.map(({ x, y }) => onLand(x, y))).size > 1;
  return ({ x, y, tilt, boxes, run, block }) => {
    const off = 1.5 * Math.abs(x / size.x - 0.5) + Math.abs(y / size.y - 0.3);
    if (run) return off + (overCoast(run) ? 0.15 : 0) + tilt / 3 + Number(meet(boxes, onOther));
    const standing = (block === "line" ? 0.3 : 0.4) + (meet(boxes, onOwn) ? 0.5 : 0);
    // Beside a line, another one as near makes it unclear which is meant.
    return off + standing + Number(meet(boxes.map(widened), onOther));
  };
}

/** @param {Box} box */
const widened = (box) => ({ x: box.x - 12, y: box.y - 12, w: box.w + 24, h: box.h + 24 });

// --- stands

const STEP = 8; // pixels between the places that are tried
const TURN = 2.1; // radians that a line may turn under its words
const UPRIGHT = 1.7; // radians: beyond that words would stand on their head
const CLEAR = 4; // pixels between a line and words beside it
const SMALL = 200; // pixels round, at most: words may stand at its sides
const LEVEL = 0.15; // pixels down to one across, at most, where words stand beside a line

/**
 * Yield every stand for words in the frame: along a line, which leaves them a gap, or beside it.
 * @param {XY[]} line
 * @param {XY} size  of the frame
 * @param {Block[]} blocks  the words in more lines, and in one
 * @returns {Generator<Stand>}
 */
function* standsOn(line, size, blocks) {
  const { places, isClosed } = evenSteps(line);
  const reach = Math.ceil((blocks[1].w / 2 + 5) / STEP);
  const wrapped = isClosed
    ? [...places.slice(-reach), ...places, ...places.slice(0, reach)]
    : places;
  for (let n = 1; n < wrapped.length - 1; n++) {
    if (!isInFrame(wrapped[n], size)) continue;
    const run = wrapped.slice(Math.max(n - reach, 0), n + reach + 1);
    if (places.length > 2 * reach && run.length > 2 * reach) yield* along(run, blocks[1].h);
    yield* beside(wrapped.slice(n - 1, n + 2), blocks);
  }
  if (isClosed && places.length * STEP < SMALL) yield* toTheSides(places, blocks);
}

/**
 * @param {XY} place
 * @param {XY} size
 */
const isInFrame = ({ x, y }, size) => !(x < 0 || y < 0 || x > size.x || y > size.y);

/**
 * Return places on a line at even steps, and whether it comes back to where it began.
 * @param {XY[]} line
 */
function evenSteps(line) {
  const places = [];
  let rest = 0; // pixels until the next place
  for (let n = 1; n < line.length; n++) {
    const [from, to] = [line[n - 1], line[n]];
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    for (; rest < length; rest += STEP) {
      const part = rest / length;
      places.push({ x: from.x + part * (to.x - from.x), y: from.y + part * (to.y - from.y) });
    }
    rest -= length;
  }
  const [first, last] = [line[0], line[line.length - 1]];
  return { places, isClosed: Math.hypot(last.x - first.x, last.y - first.y) < 2 };
}

/**
 * On the line, which may turn a little under the words.
 * @param {XY[]} places
 * @param {number} high
 * @returns {Generator<Stand>}
 */
function* along(places, high) {
  const isRightward = places[0].x <= places[places.length - 1].x; // words go from left to right
  const run = isRightward ? places : places.slice().reverse();
  const directions = run.slice(1).map((to, n) => Math.atan2(to.y - run[n].y, to.x - run[n].x));
  if (Math.max(...directions.map(Math.abs)) > UPRIGHT) return;
  if (Math.max(...directions) - Math.min(...directions) > TURN) return;
  const sum = directions.reduce((tilts, direction) => tilts + Math.abs(direction), 0);
  const half = high / 2;
  const boxes = run
    .filter((_, n) => n % 2 === 0)
    .map(({ x, y }) => ({ x: x - half, y: y - half, w: high, h: high }));
  const middle = run[(run.length - 1) / 2];
  yield { ...middle, tilt: sum / directions.length, boxes, run, block: "line" };
}

/**
 * Above and below a place of the line. To the side of a steep line nobody sees which line is meant:
 * words stand beside level ones alone.
 * @param {XY[]} places  the one before, the place itself and the one after
 * @param {Block[]} blocks
 * @returns {Generator<Stand>}
 */
function* beside([before, here, after], blocks) {
  const turns = (here.y - before.y) * (after.y - here.y) <= 0; // at the top or the bottom of a ring
  const steep = Math.abs(after.y - before.y) > LEVEL * Math.abs(after.x - before.x);
  if (!turns && steep) return;
  for (const block of blocks) {
    for (const side of [1, -1])
      yield standing(here.x, here.y + side * (block.h / 2 + CLEAR), block);
  }
}

/**
 * To the left and right of a ring that is small on the screen, next to it or else a little off: it
 * is seen whole, and words at its sides are clearly its own.
 * @param {XY[]} places
 * @param {Block[]} blocks
 * @returns {Generator<Stand>}
 */
function* toTheSides(places, blocks) {
  for (const block of blocks) {
    for (const side of [1, -1, 2, -2]) {
      const end = places.reduce((far, place) => (side * place.x > side * far.x ? place : far));
      yield standing(end.x + side * CLEAR + (Math.sign(side) * block.w) / 2, end.y, block);
    }
  }
}

/**
 * @param {number} x
 * @param {number} y
 * @param {Block} block
 * @returns {Stand}
 */
function standing(x, y, { w, h, name }) {
  return { x, y, tilt: 0, boxes: [{ x: x - w / 2, y: y - h / 2, w, h }], run: null, block: name };
}

// --- words along a line

/**
 * Write the words of a label on the line and in its stead.
 * @param {RingWords} rings
 * @param {Label} label
 * @param {XY[]} places  in the frame
 */
function writeAlong(rings, { owner, words }, places) {
  const { line, name } = ringOf(rings, owner);
  const shift = rings.map.containerPointToLayerPoint([0, 0]);
  const run = places.map(({ x, y }) => ({ x: x + shift.x, y: y + shift.y }));
  const text = drawing("text", { class: "along", dy: "0.34em" });
  if (words.style.color) text.style.fill = words.style.color;
  const attributes = { href: `#${name}-run`, startOffset: "50%", "text-anchor": "middle" };
  const onPath = drawing("textPath", attributes);
  onPath.textContent = words.textContent;
  text.append(onPath);
  const path = { id: `${name}-run`, d: joined(run), fill: "none", stroke: "none" };
  const root = drawing("g", { id: name, "aria-hidden": "true" });
  root.append(drawing("path", path), text);
  line.ownerSVGElement?.append(root);
  rings.gaps.set(owner, `${joined(broadened(run, words.offsetHeight / 2))}z`);
}

/** @param {XY[]} points */
const joined = (points) =>
  `M${points.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}`;

/**
 * Return the outline of a strip about a run, as broad to either side.
 * @param {XY[]} run
 * @param {number} half
 */
function broadened(run, half) {
  /** @type {[XY[], XY[]]} */
  const [left, right] = [[], []];
  run.forEach(({ x, y }, n) => {
    const [from, to] = [run[Math.max(n - 1, 0)], run[Math.min(n + 1, run.length - 1)]];
    const long = Math.hypot(to.x - from.x, to.y - from.y) || 1;
    const [across, down] = [(half * (from.y - to.y)) / long, (half * (to.x - from.x)) / long];
    left.push({ x: x + across, y: y + down });
    right.unshift({ x: x - across, y: y - down });
  });
  return [...left, ...right];
}

/**
 * Take the words of a ring off its line.
 * @param {RingWords} rings
 * @param {string} id
 */
export function wipeWords({ lines, gaps }, id) {
  const ring = lines.get(id);
  if (ring) document.getElementById(ring.name)?.remove();
  gaps.delete(id);
}

// --- gaps

/**
 * Clip every ring's line to all but the gaps that words fill.
 * @param {RingWords} rings
 */
export function leaveGaps({ map, lines, gaps }) {
  document.getElementById("ring-gaps")?.remove();
  const drawn = [...lines.values()].map(({ line }) => line).filter((line) => line.isConnected);
  for (const line of drawn) line.removeAttribute("clip-path");
  if (!gaps.size || !drawn.length) return;
  const size = map.getSize();
  const { x, y } = map.containerPointToLayerPoint([0, 0]).subtract(size); // lines are drawn a little beyond the view
  const frame = `M${x} ${y}h${3 * size.x}v${3 * size.y}h${-3 * size.x}z`;
  const clip = drawing("clipPath", { id: "ring-gaps" });
  const d = frame + [...gaps.values()].join("");
  clip.append(drawing("path", { "clip-rule": "evenodd", d }));
  drawn[0].ownerSVGElement?.append(clip);
  for (const line of drawn) line.setAttribute("clip-path", "url(#ring-gaps)");
}
