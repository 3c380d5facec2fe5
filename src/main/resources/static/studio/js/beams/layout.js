/**
 * Where each node of the lattice stands: a column for each step, kept nodes above the line in the order of their scores, cut ones below.
 *
 * @import { Node, Tree } from './search.js'
 *
 * @typedef {{x: number, y: number}} Place
 * @typedef {object} Layout
 * @property {Place[]} places by node id
 * @property {number} width
 * @property {number} height
 * @property {number} column width of a column
 * @property {number} left start of the first column
 * @property {number} cut height of the line between kept and cut nodes
 * @property {{group: number, y: number}[]} groups height of each group; empty without groups
 */
export const ROW = 34;
const CUT_ROW = 26;
const TOP = 34;
const LEFT = 116;
const MIN_COLUMN = 92;
const GROUP_GAP = 14;

/** Room for a label that is wider than its column. */
const RIGHT = 20;

/**
 * @param {Tree} tree
 * @param {number} available width
 * @returns {Layout}
 */
export function layout({ nodes, steps, options }, available) {
  const column = Math.max(MIN_COLUMN, (available - LEFT - RIGHT) / Math.max(1, steps));
  const x = (/** @type {number} */ step) => (step === 0 ? 4 : LEFT + (step - 1) * column + 10);
  /** @type {Place[]} */
  const places = [];
  /** @type {{group: number, y: number}[]} */
  const groups = [];
  let y = TOP;
  for (let group = 0; group < options.groups; group++) {
    groups.push({ group, y });
    let rows = 1;
    for (let step = 1; step <= steps; step++) {
      const kept = nodes.filter((node) => node.step === step && node.group === group && !node.isCut).sort(byRank);
      kept.forEach((node, row) => (places[node.id] = { x: x(step), y: y + row * ROW }));
      rows = Math.max(rows, kept.length);
    }
    y += rows * ROW + (group === options.groups - 1 ? 0 : GROUP_GAP);
  }
  places[0] = { x: x(0), y: (TOP + y - ROW) / 2 };
  const cut = y + 2;
  let most = 0;
  for (let step = 1; step <= steps; step++) {
    const below = nodes
      .filter((node) => node.step === step && node.isCut)
      .sort((a, b) => a.group - b.group || byRank(a, b));
    below.forEach((node, row) => (places[node.id] = { x: x(step), y: cut + 24 + row * CUT_ROW }));
    most = Math.max(most, below.length);
  }
  return {
    places,
    width: LEFT + steps * column + RIGHT,
    height: cut + 24 + most * CUT_ROW,
    column,
    left: LEFT,
    cut,
    groups: options.groups > 1 ? groups : [],
  };
}

/**
 * @param {Node} a
 * @param {Node} b
 */
function byRank(a, b) {
  return a.rank - b.rank;
}
