/**
 * What is known of a feature, in a popup: opened by a click or a key, closed by Escape.
 *
 * @module
 */
import { element, setAttributes } from "./dom.js";

/** @typedef {import("./geo.js").Feature} Feature */
/** @typedef {HTMLElement | SVGElement} Opener */

/**
 * The popups of one map; one is open at a time.
 * @typedef {object} Details
 * @property {L.Map} map
 * @property {{close: string, retracted: string}} words
 * @property {[originator: string, lines: import("./geo.js").ClaimLine[]][]} columns  all claims
 * @property {boolean} linked  a source is a link; otherwise its address is not given
 * @property {(feature: Feature) => L.LatLngExpression} placeOf  where a popup opens by a key
 * @property {Opener | null} openedBy  what has the focus again once the popup is closed
 */

/**
 * Make a drawn feature a button that opens its details.
 * @param {Details} details
 * @param {L.Layer} layer
 * @param {Opener} drawn
 * @param {Feature} feature
 */
export function makePressable(details, layer, drawn, feature) {
  setAttributes(drawn, {
    tabindex: "0",
    role: "button",
    "aria-label": feature.name,
    "aria-haspopup": "dialog",
  });
  const place = layer instanceof L.Marker ? () => layer.getLatLng() : null;
  layer.on("click", (/** @type {L.LeafletMouseEvent} */ event) =>
    openDetails(details, feature, place ? place() : event.latlng, drawn),
  );
  drawn.addEventListener("keydown", (/** @type {Event} */ event) => {
    if (!(event instanceof KeyboardEvent) || !["Enter", " "].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    openDetails(details, feature, place ? place() : details.placeOf(feature), drawn);
  });
}

/**
 * Open the details of a feature.
 * @param {Details} details
 * @param {Feature} feature
 * @param {L.LatLngExpression} where
 * @param {Opener} opener
 */
export function openDetails(details, feature, where, opener) {
  const { map } = details;
  const size = map.getSize();
  const content = contentOf(details, feature);
  const popup = L.popup({
    closeButton: false,
    closeOnEscapeKey: false,
    maxWidth: Math.min(330, size.x - 60),
    minWidth: Math.min(240, size.x - 60),
    maxHeight: Math.min(Math.max(size.y - 90, 150), 400),
    offset: [0, feature.shape === "point" ? -4 : 4],
    autoPanPadding: [12, 12],
  });
  popup.setLatLng(where).setContent(content);
  popup.on("remove", () => {
    map.getContainer().classList.remove("reading");
    if (details.openedBy === opener) details.openedBy = null;
  });
  popup.openOn(map);
  map.getContainer().classList.add("reading");
  details.openedBy = opener;
  content.focus({ preventScroll: true });
}

/**
 * Close the details that are open, and give the focus back.
 * @param {Details} details
 */
function closeDetails(details) {
  const opener = details.openedBy;
  details.map.closePopup();
  if (opener?.isConnected) opener.focus({ preventScroll: true });
}

/**
 * Let Escape close what is open.
 * @param {Details} details
 */
export function listenToEscape(details) {
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && details.openedBy) closeDetails(details);
  });
}

/**
 * @param {Details} details
 * @param {Feature} feature
 */
function contentOf(details, feature) {
  const box = element("div", {
    class: "details",
    role: "dialog",
    tabindex: "-1",
    "aria-label": feature.name,
  });
  const attributes = { type: "button", class: "close", "aria-label": details.words.close };
  const close = element("button", attributes, "×");
  close.addEventListener("click", () => closeDetails(details));
  const name = element("p", { class: "name" }, feature.label || feature.name);
  box.append(name, close, factList(details, feature.facts));
  for (const [originator, lines] of feature.claims.map((n) => details.columns[n])) {
    box.append(element("p", { class: "by" }, originator), claimList(details, lines));
  }
  return box;
}

/**
 * @param {Details} details
 * @param {import("./geo.js").Fact[]} facts
 */
function factList({ linked }, facts) {
  const list = element("dl");
  for (const [name, value, address] of facts) {
    const isLink = linked && /^https?:\/\//i.test(address);
    const content = element("dd");
    content.append(isLink ? link(value, address) : document.createTextNode(value));
    list.append(element("dt", {}, name), content);
  }
  return list;
}

/**
 * @param {string} text
 * @param {string} address
 */
const link = (text, address) =>
  element("a", { href: address, rel: "noopener noreferrer", target: "_blank" }, text);

/**
 * @param {Details} details
 * @param {import("./geo.js").ClaimLine[]} lines
 */
function claimList({ words }, lines) {
  const list = element("dl");
  for (const [name, text, quoted, unused, struck] of lines) {
    const content = element("dd", {}, text);
    if (struck) {
      const why = element("span", { class: "why" }, words.retracted);
      content.append(element("del", {}, struck), why);
    }
    if (quoted) content.append(element("q", {}, quoted));
    if (unused) content.append(element("span", { class: "why" }, unused));
    list.append(element("dt", {}, name), content);
  }
  return list;
}
