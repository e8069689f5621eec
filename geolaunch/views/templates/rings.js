"use strict";
// Curves that run on round the Earth: repeated every 360 degrees, and cut where Mercator's map ends.
// Points are [lat, lon] in degrees, as Leaflet takes them; a span is [west, east] in degrees.
const rings = (() => {
  const TOP = 85.0511287798; // degrees: where Mercator's square ends, and Leaflet's projection with it

  const moved = (line, turns) => (turns ? line.map(([lat, lon]) => [lat, lon + 360 * turns]) : line);

  // The copies of a line that reach into the span.
  function copies(line, [west, east]) {
    let [low, high] = [Infinity, -Infinity];
    for (const [, lon] of line) [low, high] = [Math.min(low, lon), Math.max(high, lon)];
    const found = [];
    for (let n = Math.ceil((west - high) / 360); n <= Math.floor((east - low) / 360); n++) found.push(moved(line, n));
    return found;
  }

  // A ring that goes round the Earth, end to end as one line that begins and ends outside the span.
  function endless(ring, turns, [west, east]) {
    const eastward = turns > 0 ? ring : ring.slice().reverse();
    const start = eastward[0][1];
    const line = [];
    for (let n = Math.floor((west - start) / 360) - 1; n <= Math.ceil((east - start) / 360); n++) {
      line.push(...moved(eastward, n).slice(line.length ? 1 : 0));
    }
    return line;
  }

  const laid = (ring, turns, span) => (turns ? [endless(ring, turns, span)] : copies(ring, span)).map(withCrossings);

  // Beyond the end of the map every point is drawn at its edge, so an edge that crosses it is cut there.
  function withCrossings(line) {
    const whole = [];
    line.forEach((point, n) => {
      if (n) {
        const [from, to] = [line[n - 1], point];
        const cuts = [TOP, -TOP].filter((at) => (from[0] - at) * (to[0] - at) < 0).map((at) => (at - from[0]) / (to[0] - from[0]));
        for (const part of cuts.sort((one, other) => one - other)) {
          whole.push([from[0] + part * (to[0] - from[0]), from[1] + part * (to[1] - from[1])]);
        }
      }
      whole.push(point);
    });
    return whole;
  }

  // What bounds the area, for an even-odd fill: rings round the Earth are closed along the top, and
  // where that leaves the north pole on the wrong side, a rectangle over everything turns it round.
  function area(lines, turns, holdsPole, span) {
    const [west, east] = span;
    const closed = lines.flatMap((ring, n) => laid(ring, turns[n], span).map((line) => (turns[n] ? underTop(line) : line)));
    const round = turns.filter(Boolean).length % 2 === 1;
    return round === holdsPole ? closed : [...closed, [[90, west], [90, east], [-90, east], [-90, west]]];
  }

  const underTop = (line) => [...line, [90, line.at(-1)[1]], [90, line[0][1]]];

  // The rings as lines, without what lies beyond the end of the map.
  function curves(lines, turns, span) {
    const beyond = ([lat]) => Math.abs(lat) > TOP + 1e-6;
    return lines.flatMap((ring, n) => laid(ring, turns[n], span)).flatMap((line) => {
      const parts = [[]];
      for (const point of line) {
        if (!beyond(point)) parts.at(-1).push(point);
        else if (parts.at(-1).length) parts.push([]);
      }
      return parts.filter((part) => part.length > 1);
    });
  }

  // --- where the words of a ring may stand, in pixels

  const STEP = 8; // pixels between the places that are tried
  const TURN = 2.1; // radians that a line may turn under its words
  const CLEAR = 4; // pixels between a line and words beside it
  const SMALL = 200; // pixels round, at most: words may stand at its sides
  const LEVEL = 0.15; // pixels down to one across, at most, where words stand beside a line

  // Places on a line at even steps, and whether it comes back to where it began.
  function places(line) {
    const found = [];
    let rest = 0; // pixels until the next place
    for (let n = 1; n < line.length; n++) {
      const [from, to] = [line[n - 1], line[n]];
      const length = Math.hypot(to.x - from.x, to.y - from.y);
      for (; rest < length; rest += STEP) {
        found.push({ x: from.x + (rest / length) * (to.x - from.x), y: from.y + (rest / length) * (to.y - from.y) });
      }
      rest -= length;
    }
    const [first, last] = [line[0], line.at(-1)];
    return { found, closed: Math.hypot(last.x - first.x, last.y - first.y) < 2 };
  }

  // Every stand for words in a frame of that size: along a line, which leaves them a gap, or above or
  // below it: {x, y, tilt in radians, boxes that the words fill, run: the places that they follow}.
  // `long` and `high` are their size in one line, `blocks` their sizes in one and in more.
  function* stands(lines, size, long, high, blocks) {
    for (const line of lines) {
      const { found, closed } = places(line);
      const reach = Math.ceil((long / 2 + 5) / STEP);
      const wrapped = closed ? [...found.slice(-reach), ...found, ...found.slice(0, reach)] : found;
      for (let n = 1; n < wrapped.length - 1; n++) {
        const { x, y } = wrapped[n];
        if (x < 0 || y < 0 || x > size.x || y > size.y) continue;
        if (2 * reach < found.length && n >= reach && n + reach < wrapped.length) yield* along(wrapped.slice(n - reach, n + reach + 1), high);
        for (const block of blocks) yield* beside(wrapped[n], wrapped[n - 1], wrapped[n + 1], block);
      }
      if (closed && found.length * STEP < SMALL) for (const block of blocks) yield* toTheSide(found, block);
    }
  }

  function* along(places, high) {
    const run = places[0].x <= places.at(-1).x ? places : places.slice().reverse(); // words go from left to right
    const directions = run.slice(1).map((to, n) => Math.atan2(to.y - run[n].y, to.x - run[n].x));
    if (Math.max(...directions.map(Math.abs)) > 1.7) return; // nothing stands on its head
    if (Math.max(...directions) - Math.min(...directions) > TURN) return;
    const tilt = directions.reduce((sum, one) => sum + Math.abs(one), 0) / directions.length;
    const half = high / 2;
    const boxes = run.filter((_, n) => n % 2 === 0).map(({ x, y }) => ({ x: x - half, y: y - half, w: high, h: high }));
    yield { ...run[(run.length - 1) / 2], tilt, boxes, run };
  }

  // To the side of a steep line nobody sees which line is meant: words stand beside level ones alone.
  function* beside(here, before, after, { w, h, name }) {
    const turns = (here.y - before.y) * (after.y - here.y) <= 0; // at the top or the bottom of a ring
    if (!turns && Math.abs(after.y - before.y) > LEVEL * Math.abs(after.x - before.x)) return;
    for (const side of [1, -1]) {
      const y = here.y + side * (h / 2 + CLEAR);
      yield { x: here.x, y, tilt: 0, boxes: [{ x: here.x - w / 2, y: y - h / 2, w, h }], run: null, block: name };
    }
  }

  // A ring that is small on the screen is seen whole: words to its left or right are clearly its own.
  function* toTheSide(found, { w, h, name }) {
    for (const side of [1, -1, 2, -2]) { // next to it, or else a little off
      const end = found.reduce((one, other) => (side * other.x > side * one.x ? other : one));
      const x = end.x + side * CLEAR + (Math.sign(side) * w) / 2;
      yield { x, y: end.y, tilt: 0, boxes: [{ x: x - w / 2, y: end.y - h / 2, w, h }], run: null, block: name };
    }
  }

  // --- words along a line, and the gap that all lines leave for them

  const drawing = (name, attributes) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };

  const joined = (points) => `M${points.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}`;

  // Text along `run`, on the line and in its stead.
  function write({ owner, words: { textContent: text, style } }, run, high) {
    const { line, name } = drawn.get(owner);
    const root = drawing("g", { id: name, "aria-hidden": "true" });
    const words = drawing("text", { class: "along", dy: "0.34em" });
    if (style.color) words.style.fill = style.color;
    words.append(drawing("textPath", { href: `#${name}-run`, startOffset: "50%", "text-anchor": "middle" }));
    words.firstChild.textContent = text;
    root.append(drawing("path", { id: `${name}-run`, d: joined(run), fill: "none", stroke: "none" }), words);
    line.ownerSVGElement.append(root);
    gaps.set(owner, `${joined(broadened(run, high / 2))}z`);
  }

  // Every ring's line is clipped to all but the gaps.
  const gaps = new Map(); // id of a feature -> the strip that its words fill
  function leaveGaps(made) {
    document.getElementById("ring-gaps")?.remove();
    const lines = [...drawn.values()].map(({ line }) => line).filter((line) => line.isConnected);
    for (const line of lines) line.removeAttribute("clip-path");
    if (!gaps.size || !lines.length) return;
    const size = made.getSize();
    const { x, y } = made.containerPointToLayerPoint([0, 0]).subtract(size); // lines are drawn a little beyond the view
    const clip = drawing("clipPath", { id: "ring-gaps" });
    const frame = `M${x} ${y}h${3 * size.x}v${3 * size.y}h${-3 * size.x}z`;
    clip.append(drawing("path", { "clip-rule": "evenodd", d: frame + [...gaps.values()].join("") }));
    lines[0].ownerSVGElement.append(clip);
    for (const line of lines) line.setAttribute("clip-path", "url(#ring-gaps)");
  }

  // The outline of a strip about a run, as broad to either side.
  function broadened(run, half) {
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

  function wipe(id) {
    document.getElementById(drawn.get(id).name)?.remove();
    gaps.delete(id);
  }

  // --- on the map

  const drawn = new Map(); // id of a feature -> its lines in degrees, its line as drawn, a name for its words

  // Leaflet rounds every point to whole pixels, which makes a thin long curve tremble.
  const exact = (layer) => Object.assign(layer, {
    _projectLatlngs(points, into, bounds) {
      if (!(points[0] instanceof L.LatLng)) return points.forEach((some) => this._projectLatlngs(some, into, bounds));
      const origin = this._map.getPixelOrigin();
      into.push(points.map((point) => this._map.project(point).subtract(origin)));
      into.at(-1).forEach((point) => bounds.extend(point));
    },
  });

  // An area without a line, its line without an area, and below both a broad line to press.
  function layers(made, feature, span, tools) {
    const outline = feature.parts.map(tools.decoded);
    const lines = curves(outline, feature.turns, span);
    const shared = { ...feature.style, bubblingMouseEvents: false, smoothFactor: 0.1 };
    const [under, over] = ["reach", "marks"].map((pane) => ({ ...shared, pane, renderer: tools.renderer(pane) }));
    const all = [];
    if (feature.style.fill) {
      const shape = L.polygon(area(outline, feature.turns, feature.pole, span), { ...under, stroke: false, interactive: false });
      all.push(exact(shape).addTo(made).bringToBack());
      shape.getElement().setAttribute("data-area", feature.id);
    }
    const broad = L.polyline(lines, { ...under, fill: false, dashArray: null, opacity: 0, weight: 14 }).addTo(made);
    const layer = exact(L.polyline(lines, { ...over, fill: false })).addTo(made);
    const line = layer.getElement();
    line.setAttribute("data-feature", feature.id);
    tools.makePressable(made, layer, line, feature);
    broad.on("click", (event) => tools.openDetails(made, feature, event.latlng, line));
    const name = drawn.has(feature.id) ? drawn.get(feature.id).name : `along-${drawn.size}`;
    drawn.set(feature.id, { lines, line, name });
    return [...all, broad, layer];
  }

  // Puts the words of a ring where they are free, level, and near the top of the middle; where there
  // is no room for all of them, the first part ("6,700 km"), without whose it is. Returns the boxes that they fill, [] if
  // there is no room for that either. `isFree` tells whether a box is.
  function place(made, label, onLand, isFree, tools) {
    const { line } = drawn.get(label.owner);
    const cost = costs(made, line, onLand, tools);
    label.whole ||= label.words.textContent;
    let best = null;
    const first = label.whole.split(" · ")[0];
    for (const text of new Set([label.whole, first, first.split(/: |：/).at(-1)])) {
      label.words.textContent = text;
      best = bestStand(made, label, isFree, cost);
      if (best) break;
    }
    wipe(label.owner);
    label.marker.getElement().classList.toggle("covered", !best || Boolean(best.run));
    if (!best) return [];
    label.marker.setLatLng(made.containerPointToLatLng([best.x, best.y]));
    if (best.run) writeAlong(made, label, best);
    else {
      const { w, h } = best.boxes[0];
      label.words.className = `text ${best.block}`;
      Object.assign(label.words.style, { left: `${Math.round(-w / 2)}px`, top: `${Math.round(-h / 2)}px` });
    }
    return best.boxes;
  }

  function bestStand(made, { owner, words }, isFree, cost) {
    const blocks = ["narrow", "line"].map((name) => {
      words.className = `text ${name}`;
      return { name, w: words.offsetWidth, h: words.offsetHeight };
    });
    const origin = made.getPixelOrigin().add(made.containerPointToLayerPoint([0, 0]));
    const pixels = drawn.get(owner).lines.map((line) => line.map((point) => made.project(point).subtract(origin)));
    let [best, least] = [null, Infinity];
    for (const stand of stands(pixels, made.getSize(), blocks[1].w, blocks[1].h, blocks)) {
      const price = stand.boxes.every(isFree) ? cost(stand) : Infinity;
      if (price < least) [best, least] = [stand, price];
    }
    return best;
  }

  function writeAlong(made, label, stand) {
    const shift = made.containerPointToLayerPoint([0, 0]);
    const run = stand.run.map(({ x, y }) => ({ x: x + shift.x, y: y + shift.y }));
    write(label, run, label.words.offsetHeight);
  }

  // How little a stand is liked: far from the top of the middle, steep, over a coast or another line.
  function costs(made, line, onLand, tools) {
    const size = made.getSize();
    const onOther = tools.painted(made, tools.linesOf(made).filter((one) => one !== line), true);
    const onOwn = tools.painted(made, [line], true);
    const wider = (box) => ({ x: box.x - 12, y: box.y - 12, w: box.w + 24, h: box.h + 24 });
    return ({ x, y, tilt, boxes, run, block }) => {
      const off = 1.5 * Math.abs(x / size.x - 0.5) + Math.abs(y / size.y - 0.3);
      const coast = run && new Set(run.map((at) => onLand(at.x, at.y))).size > 1 ? 0.15 : 0;
      const standing = run ? tilt / 3 : (block === "line" ? 0.3 : 0.4) + (boxes.some((box) => tools.crossed(box, onOwn)) ? 0.5 : 0);
      // Beside a line, another one as near makes it unclear which is meant.
      const other = boxes.some((box) => tools.crossed(run ? box : wider(box), onOther)) ? 1 : 0;
      return off + coast + standing + other;
    };
  }

  return { copies, layers, leaveGaps, place, wipe };
})();
