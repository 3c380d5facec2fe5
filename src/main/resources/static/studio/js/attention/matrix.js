/**
 * One head as a matrix in three stages, and the arithmetic of its strongest cell.
 *
 * @import { Neuron } from './neuron.js'
 * @import { Stage } from './choice.js'
 */
import { h, redraw } from '../dom/dom.js';
import { divergingTable, sequentialTable } from '../dom/color.js';
import { fixed, labelled, percent, running } from '../dom/format.js';
import { segments, tip } from '../dom/widgets.js';
import { set, state } from '../core/store.js';
import { tokens } from '../text/document.js';

const SIZE = 366;

const STAGES = /** @type {const} */ ([
  ['raw', 'QKᵀ'],
  ['scaled', 'QKᵀ/√d'],
  ['softmax', 'softmax'],
]);

/**
 * @param {HTMLElement} element
 * @param {Neuron} neuron
 * @param {Stage} stage
 * @param {number} query the selected row
 */
export function drawMatrix(element, neuron, stage, query) {
  const canvas = picture(neuron, stage, query);
  redraw(
    element,
    h('header', {}, h('h2', {}, 'Matrix of the head')),
    h(
      'div',
      { class: 'mstage' },
      segments('Stage', STAGES, stage, (picked) => set({ stage: picked === 'softmax' ? '' : picked })),
      h(
        'span',
        { class: 'legend' },
        stage === 'softmax' ? '0' : 'below',
        h('i', { class: stage === 'softmax' ? 'fullseq' : 'fulldiv' }),
        stage === 'softmax' ? '100%' : 'above',
      ),
    ),
    canvas,
    stage !== 'softmax' &&
      h(
        'p',
        { class: 'note' },
        'Colored by the distance from the mean of the row, because softmax depends on differences within a row alone.',
      ),
    arithmetic(neuron, query),
  );
}

/**
 * @param {Neuron} neuron
 * @param {Stage} stage
 * @param {number} query
 */
function picture(neuron, stage, query) {
  const n = neuron.softmax.length;
  const canvas = h('canvas', {
    class: 'matrix',
    role: 'img',
    'aria-label': `Layer ${neuron.layer}, head ${neuron.head}, ${stage}: ${n} by ${n} tokens`,
  });
  const ratio = Math.min(2, devicePixelRatio || 1);
  canvas.width = canvas.height = SIZE * ratio;
  const context = canvas.getContext('2d');
  if (context) {
    paint(context, (SIZE * ratio) / n, neuron, stage);
    context.strokeStyle = getComputedStyle(document.documentElement).getPropertyValue('--rubric').trim();
    context.lineWidth = 1.5 * ratio;
    const cell = (SIZE * ratio) / n;
    context.strokeRect(ratio, query * cell, (query + 1) * cell - ratio, cell);
  }
  const at = (/** @type {PointerEvent | MouseEvent} */ event) => {
    const box = canvas.getBoundingClientRect();
    const index = (/** @type {number} */ offset) => Math.max(0, Math.min(n - 1, Math.floor((offset / box.width) * n)));
    return [index(event.clientY - box.top), index(event.clientX - box.left)];
  };
  canvas.addEventListener('pointermove', (event) => {
    const [row, column] = at(event);
    tip(column > row ? '' : describeCell(neuron, row, column), event.clientX, event.clientY);
  });
  canvas.addEventListener('pointerleave', () => tip(''));
  canvas.addEventListener('click', (event) => set({ t: at(event)[0] }));
  return canvas;
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} cell side of a cell
 * @param {Neuron} neuron
 * @param {Stage} stage
 */
function paint(context, cell, neuron, stage) {
  const table = stage === 'softmax' ? sequentialTable() : divergingTable();
  const rows = neuron[stage].map((row, i) => row.slice(0, i + 1));
  const means = rows.map((row) => row.reduce((a, b) => a + b, 0) / row.length);
  const reach =
    Math.max(1e-6, ...rows.map((row, i) => Math.max(...row.map((value) => Math.abs(value - means[i]))))) * 0.7;
  rows.forEach((row, i) =>
    row.forEach((value, j) => {
      const share = stage === 'softmax' ? Math.sqrt(value) : ((value - means[i]) / reach + 1) / 2;
      const from = Math.round(Math.max(0, Math.min(1, share)) * 255) * 3;
      context.fillStyle = `rgb(${table[from]} ${table[from + 1]} ${table[from + 2]})`;
      context.fillRect(j * cell, i * cell, Math.max(1, cell - 0.5), Math.max(1, cell - 0.5));
    }),
  );
}

/**
 * @param {Neuron} neuron
 * @param {number} query
 * @param {number} key
 */
function describeCell(neuron, query, key) {
  const all = tokens(state.text);
  return [
    `${labelled(all[query].text)} attends to ${labelled(all[key].text)}`,
    `QKᵀ/√d  ${fixed(neuron.scaled[query][key])}`,
    `softmax  ${percent(neuron.softmax[query][key])}`,
  ].join('\n');
}

/**
 * @param {Neuron} neuron
 * @param {number} query
 */
function arithmetic(neuron, query) {
  const row = neuron.softmax[query];
  const key = row.indexOf(Math.max(...row));
  const all = tokens(state.text);
  const [q, k] = [neuron.queries[query], neuron.keys[key]];
  const products = q.map((value, i) => value * k[i]);
  const dot = neuron.raw[query][key];
  return h(
    'div',
    { class: 'arith' },
    h(
      'p',
      {},
      '“',
      h('b', {}, running(all[query].text)),
      '” attends most to “',
      h('b', {}, running(all[key].text)),
      '”:',
    ),
    strip('q', q),
    strip('k', k),
    strip('q·k', products),
    h(
      'p',
      { class: 'mono' },
      `Σ q·k = ${fixed(dot)}; /√${q.length} = ${fixed(neuron.scaled[query][key])}; softmax ${percent(row[key])}`,
    ),
  );
}

/**
 * @param {string} name
 * @param {number[]} values
 */
function strip(name, values) {
  const canvas = h('canvas', { width: values.length, height: 1, 'aria-hidden': 'true' });
  const context = canvas.getContext('2d');
  const table = divergingTable();
  const reach = Math.max(1e-6, ...values.map(Math.abs));
  values.forEach((value, i) => {
    const from = Math.round(((value / reach + 1) / 2) * 255) * 3;
    if (context) {
      context.fillStyle = `rgb(${table[from]} ${table[from + 1]} ${table[from + 2]})`;
      context.fillRect(i, 0, 1, 1);
    }
  });
  return h('div', { class: 'qkrow' }, h('span', {}, name), canvas);
}
