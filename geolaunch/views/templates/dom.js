/**
 * Elements of the page: made, given attributes, and looked up.
 *
 * Words become text by `textContent` alone, so that no word of a report is ever markup.
 *
 * @module
 */

/** @typedef {Record<string, string | number>} Attributes */

/**
 * Return a value that is certain to be there; an internal error where it is not.
 * @template T
 * @param {T | null | undefined} value
 * @param {string} what  what it is, for the message
 * @returns {T}
 */
export function present(value, what) {
  if (value === null || value === undefined) throw new Error(`${what} is missing`);
  return value;
}

/**
 * Set several attributes at once.
 * @param {Element} node
 * @param {Attributes} attributes
 */
export function setAttributes(node, attributes) {
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
}

/**
 * Make an HTML element that holds a text, or nothing.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name
 * @param {Attributes} [attributes]
 * @param {string} [text]
 */
export function element(name, attributes = {}, text = undefined) {
  const node = document.createElement(name);
  setAttributes(node, attributes);
  if (text !== undefined) node.textContent = text;
  return node;
}

/**
 * Make an SVG element.
 * @template {keyof SVGElementTagNameMap} K
 * @param {K} name
 * @param {Attributes} [attributes]
 */
export function drawing(name, attributes = {}) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", name);
  setAttributes(node, attributes);
  return node;
}

/**
 * Return a colour of the page's style sheet; `scenes/styles.py` holds them all.
 * @param {string} name  of its variable, without the hyphens before it
 */
export function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

/**
 * Return the data of a `<script type="application/json">`. Its writer, `views/page_data.py`, states the shape.
 * @param {string} id
 * @returns {unknown}
 */
export function dataOf(id) {
  return JSON.parse(present(document.getElementById(id), id).textContent);
}
