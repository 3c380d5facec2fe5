/**
 * Both methods part by part: one to the left, the parts in the middle, the other to the right.
 *
 * @import { Scores } from './scores.js'
 *
 * @typedef {{name: string, scores: Scores | null, full: number}} Wing full: score of the longest bar
 */
import { butterflyHead, butterflyRow } from '../dom/butterfly.js';
import { h, replace } from '../dom/dom.js';
import { count, running } from '../dom/format.js';
import { decimals, figure, ink } from './scale.js';

/** Rows before the user asks for all. */
const ROWS = 40;

/**
 * The parts with the largest scores of either method, in the order of the text.
 *
 * @param {Wing[]} wings
 * @param {boolean} all
 * @returns {number[]}
 */
export function rowsOf(wings, all) {
  const parts = wings.find(({ scores }) => scores)?.scores?.parts ?? [];
  const indices = [...parts.keys()];
  if (all || indices.length <= ROWS) {
    return indices;
  }
  const size = indices.map((j) =>
    Math.max(...wings.map(({ scores, full }) => Math.abs(scores?.parts[j]?.score ?? 0) / full)),
  );
  return indices
    .sort((a, b) => size[b] - size[a])
    .slice(0, ROWS)
    .sort((a, b) => a - b);
}

/**
 * @param {HTMLTableElement} table
 * @param {[Wing, Wing]} wings
 * @param {number[]} rows
 * @param {string} unit token, word or sentence
 */
export function drawButterfly(table, wings, rows, unit) {
  const [left, right] = wings;
  const parts = (left.scores ?? right.scores)?.parts ?? [];
  replace(
    table,
    h('caption', { class: 'vh' }, `Score of each ${unit} by both methods`),
    butterflyHead(left.name, h('span', { class: 'vh' }, unit), right.name),
    h(
      'tbody',
      {},
      rows.map((j, i) => {
        const skipped = j - (i === 0 ? 0 : rows[i - 1] + 1);
        return [
          skipped > 0 && gap(skipped, unit),
          butterflyRow(
            { name: running(parts[j].text), left: bar(left, j), right: bar(right, j) },
            { 'data-j': j, tabIndex: i === 0 ? 0 : -1 },
          ),
        ];
      }),
      rows.length > 0 &&
        parts.length - 1 > rows[rows.length - 1] &&
        gap(parts.length - 1 - rows[rows.length - 1], unit),
    ),
  );
}

/**
 * @param {Wing} wing
 * @param {number} j
 */
function bar({ scores, full }, j) {
  const part = scores?.parts[j];
  if (!scores || !part) {
    return null;
  }
  const { strength, negative, over } = ink(part.score, full);
  return {
    length: strength,
    text: figure(part.score, decimals(scores)),
    class: [negative && 'neg', over && 'over'].filter(Boolean).join(' '),
  };
}

/**
 * @param {number} n
 * @param {string} unit
 */
function gap(n, unit) {
  return h(
    'tr',
    { class: 'skipped' },
    h('td', { colSpan: 3 }, `${count(n)} more ${n === 1 ? unit : `${unit}s`} with smaller scores`),
  );
}
