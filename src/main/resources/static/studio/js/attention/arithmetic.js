/**
 * The arithmetic of one cell: query and key as strips, their products, and the sums that give the weight.
 *
 * @import { Picture } from './picture.js'
 */
import { h, replace, setText } from '../dom/dom.js';
import { paintCells, picture } from '../dom/canvas.js';
import { fixed, percent, running, significant } from '../dom/format.js';
import { diverging, pixel } from '../dom/pixels.js';
import { strongest } from './picture.js';

/** Size of a strip in CSS pixels. */
const [WIDTH, HEIGHT] = [300, 13];

/** The pointer changes the cell often, so the canvases stay. */
export class Arithmetic {
  constructor() {
    this.text = h('p', {});
    this.strips = ['q', 'k', 'q·k'].map((name) => new Strip(name));
    this.summary = h('summary', {});
    this.table = h('div', {
      class: 'att-products',
      tabIndex: 0,
      role: 'region',
      'aria-label': 'Products of query and key',
    });
    this.details = h('details', {}, this.summary, this.table);
    this.sums = h('p', { class: 'att-sums' });
    /** @type {number[][]} query, key and products */
    this.columns = [];
    this.element = h('div', { class: 'att-arithmetic', id: 'arithmetic' });
    this.details.addEventListener('toggle', () => this.#drawTable());
  }

  /** @param {Picture} drawn */
  draw(drawn) {
    const { tokens, row, scores, vectors, target } = drawn;
    if (!scores) {
      return;
    }
    const isChosen = target !== null && target <= row;
    const key = isChosen ? target : strongest(drawn);
    replace(
      this.text,
      '“',
      h('b', {}, running(tokens[row])),
      '” attends to “',
      h('b', {}, running(tokens[key])),
      isChosen ? '”:' : '” most:',
    );
    replace(this.sums, sums(scores, row, key));
    if (vectors) {
      this.#drawProducts(vectors.queries[row], vectors.keys[key]);
    }
    if (!this.element.firstChild) {
      this.element.append(this.text, ...this.strips.map(({ element }) => element), this.details, this.sums);
    }
  }

  /**
   * @param {number[]} query
   * @param {number[]} key
   */
  #drawProducts(query, key) {
    this.columns = [query, key, query.map((q, i) => q * key[i])];
    this.strips.forEach((strip, i) => strip.draw(this.columns[i]));
    setText(this.summary, `The ${query.length} products`);
    this.#drawTable();
  }

  /** The table is seldom open. */
  #drawTable() {
    if (this.details.open) {
      drawTable(this.table, this.columns);
    }
  }
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
  // An exponential needs more digits of its argument than it has itself.
  const difference = `${fixed(scaled[at], 4)} ${max < 0 ? '+' : '−'} ${fixed(Math.abs(max), 4)}`;
  return [
    h('span', {}, `Σ q·k = ${fixed(raw[at])}`),
    h('span', {}, `${fixed(raw[at])} / √${d} = ${fixed(scaled[at])}`),
    h('span', {}, `exp(${difference}) = ${significant(weight)}`),
    h('span', {}, `${significant(weight)} / Σ ${significant(sum)} = ${percent(softmax[at])}`),
    h('span', { class: 'note' }, `${fixed(max, 4)} is the row’s greatest score. Σ is the sum of exp over the row.`),
  ];
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

/** Numbers of both signs as a row of colors. */
class Strip {
  /** @param {string} name */
  constructor(name) {
    this.name = name;
    this.canvas = picture('att-strip', name);
    this.greatest = h('span', {});
    this.element = h('div', { class: 'att-strip-row' }, h('span', {}, name), this.canvas, this.greatest);
  }

  /** @param {number[]} values */
  draw(values) {
    const greatest = values.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
    const scale = diverging();
    paintCells(this.canvas, {
      rows: 1,
      columns: values.length,
      width: WIDTH,
      height: HEIGHT,
      color: (_, i) => pixel(scale, 0.5 + values[i] / (greatest || 1) / 2),
    });
    this.canvas.setAttribute('aria-label', `${this.name}: ${values.map((value) => fixed(value)).join(', ')}`);
    setText(this.greatest, `±${fixed(greatest, 1)}`);
  }
}
