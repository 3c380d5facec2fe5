/**
 * The arithmetic of one cell: query and key as strips, their products, and the sums that give the weight.
 *
 * @import { Picture } from './picture.js'
 */
import { h, replace } from '../dom/dom.js';
import { paintCells } from '../dom/canvas.js';
import { fixed, percent, running } from '../dom/format.js';
import { diverging, pixel } from '../dom/pixels.js';
import { strongest } from './picture.js';

/** Size of a strip in CSS pixels. */
const [WIDTH, HEIGHT] = [300, 13];

/**
 * @param {HTMLElement} element
 * @param {Picture} picture
 */
export function drawArithmetic(element, picture) {
  const { tokens, row, scores, vectors, target } = picture;
  if (!scores) {
    return;
  }
  const isChosen = target !== null && target <= row;
  const key = isChosen ? target : strongest(picture);
  const isOpen = element.querySelector('details')?.open ?? false;
  replace(
    element,
    h(
      'p',
      {},
      '“',
      h('b', {}, running(tokens[row])),
      '” attends to “',
      h('b', {}, running(tokens[key])),
      isChosen ? '”:' : '” most:',
    ),
    vectors && products(vectors.queries[row], vectors.keys[key], isOpen),
    h('p', { class: 'att-sums' }, sums(scores, row, key)),
  );
}

/**
 * The softmax of a cell from the scores of its row.
 *
 * @param {import('./scores.js').Scores} scores
 * @param {number} row
 * @param {number} key
 */
function sums({ size, raw, scaled, softmax }, row, key) {
  const at = row * size + key;
  const of = scaled.subarray(row * size, row * size + row + 1);
  const max = of.reduce((a, b) => Math.max(a, b), -Infinity);
  const sum = of.reduce((all, score) => all + Math.exp(score - max), 0);
  const weight = Math.exp(scaled[at] - max);
  // The scale of a layer can differ from 1 / √d, so that the divisor comes from the scores.
  const d = Math.round((raw[at] / scaled[at]) ** 2) || 1;
  const difference = `${fixed(scaled[at])} ${max < 0 ? '+' : '−'} ${fixed(Math.abs(max))}`;
  return [
    h('span', {}, `Σ q·k = ${fixed(raw[at])}`),
    h('span', {}, `${fixed(raw[at])} / √${d} = ${fixed(scaled[at])}`),
    h('span', {}, `exp(${difference}) = ${weight.toPrecision(3)}`),
    h('span', {}, `${weight.toPrecision(3)} / Σ ${sum.toPrecision(4)} = ${percent(softmax[at])}`),
    h('span', { class: 'note' }, `${fixed(max)} is the row’s greatest score. Σ is the sum of exp over the row.`),
  ];
}

/**
 * @param {number[]} query
 * @param {number[]} key
 * @param {boolean} isOpen whether the numbers are shown
 */
function products(query, key, isOpen) {
  const product = query.map((q, i) => q * key[i]);
  const table = h('div', {
    class: 'att-products',
    tabIndex: 0,
    role: 'region',
    'aria-label': 'Products of query and key',
  });
  const details = h('details', { open: isOpen }, h('summary', {}, `The ${product.length} products`), table);
  // The pointer changes the cell often, and the table is seldom open.
  details.addEventListener('toggle', () => details.open && drawTable(table, [query, key, product]));
  return [strip('q', query), strip('k', key), strip('q·k', product), details];
}

/**
 * @param {HTMLElement} element
 * @param {number[][]} columns query, key and products
 */
function drawTable(element, columns) {
  const head = ['Dimension', 'q', 'k', 'q·k'].map((name) => h('th', { scope: 'col' }, name));
  const rows = columns[0].map((_, i) =>
    h(
      'tr',
      {},
      h('th', { scope: 'row' }, String(i)),
      columns.map((column) => h('td', {}, fixed(column[i]))),
    ),
  );
  replace(element, h('table', {}, h('thead', {}, h('tr', {}, head)), h('tbody', {}, rows)));
}

/**
 * @param {string} name
 * @param {number[]} values
 */
function strip(name, values) {
  const greatest = values.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
  const canvas = h('canvas', {
    class: 'att-strip',
    role: 'img',
    'aria-label': `${name}: ${values.map((v) => fixed(v)).join(', ')}`,
  });
  const scale = diverging();
  const color = (/** @type {number} */ _, /** @type {number} */ i) =>
    pixel(scale, 0.5 + values[i] / (greatest || 1) / 2);
  paintCells(canvas, { rows: 1, columns: values.length, width: WIDTH, height: HEIGHT, color });
  return h('div', { class: 'att-strip-row' }, h('span', {}, name), canvas, h('span', {}, `±${fixed(greatest, 1)}`));
}
