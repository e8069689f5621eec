/**
 * What prints fits one page: laid out for paper while still on the screen, as wide as makes it low
 * enough, then shrunk. Afterwards everything is as it was.
 *
 * @module
 */
import { present } from "./dom.js";

// A4 within its margins, in mm; smaller than the least share of its size nobody can read it.
const PAPER = { width: 190, height: 276, least: 0.66 };

/**
 * Prepare the page for paper before each print, and put it back afterwards.
 * @param {() => void} refit  draws the map anew in the size that its frame has now
 */
export function followPrinter(refit) {
  const page = present(document.querySelector(".page"), ".page");
  if (!(page instanceof HTMLElement)) return;
  /** @type {CSSMediaRule[]} */
  let changed = [];
  addEventListener("beforeprint", () => {
    changed = mediaRules().filter((rule) => rule.media.mediaText === "print");
    for (const rule of changed) rule.media.mediaText = "all";
    const share = fitPaper(page);
    refit();
    page.style.zoom = String(share);
  });
  addEventListener("afterprint", () => {
    for (const rule of changed) rule.media.mediaText = "print";
    changed = [];
    Object.assign(page.style, { width: "", zoom: "" });
    refit();
  });
}

function mediaRules() {
  const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
  return rules.filter((rule) => rule instanceof CSSMediaRule);
}

/**
 * Make the page so wide that, shrunk to the width of the paper, it is no higher than that; return
 * the share to which it is to be shrunk.
 * @param {HTMLElement} page
 */
function fitPaper(page) {
  page.style.width = "100mm";
  const limit = (PAPER.height * page.offsetWidth) / 100; // px
  let share = 1;
  for (; share > PAPER.least; share -= 0.02) {
    page.style.width = `${PAPER.width / share}mm`; // each is laid out anew
    if (page.offsetHeight * share <= limit) break;
  }
  return share;
}
