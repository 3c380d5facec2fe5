/**
 * The position embedding: some dimensions as curves over the positions, and the similarity between positions.
 *
 * @import { Tensor } from './tensors.js'
 */
import { h, svg } from '../dom/dom.js';
import { divergingTable } from '../dom/color.js';
import { count } from '../dom/format.js';
import { readCosines, readCurves, size } from './tensors.js';

const POINTS = 256;
const POSITIONS = 128;
const [WIDTH, HEIGHT] = [400, 44];

/**
 * @param {Tensor} tensor
 * @param {AbortSignal} signal
 * @returns {Promise<HTMLElement>}
 */
export async function positions(tensor, signal) {
  const { rows, columns } = size(tensor);
  const dims = [3, 7, 21, 60].filter((dim) => dim < columns);
  const [curves, cosines] = await Promise.all([
    readCurves(tensor, dims, Math.ceil(rows / POINTS), signal),
    readCosines(tensor, Math.ceil(rows / POSITIONS), signal),
  ]);
  const max = Math.max(...curves.flat().map(Math.abs));
  return h(
    'div',
    { class: 'wpos' },
    h(
      'div',
      {},
      h('h3', {}, `${dims.length} dimensions over the ${count(rows)} positions`),
      dims.map((dim, i) =>
        h('div', { class: 'wave' }, h('span', { class: 'dim' }, `dimension ${dim}`), wave(curves[i], max)),
      ),
      h('p', { class: 'note' }, 'Neighboring positions have similar embeddings, so each dimension changes slowly.'),
    ),
    h('div', {}, h('h3', {}, 'Cosine similarity of positions'), cosineMap(cosines, rows)),
  );
}

/**
 * @param {number[]} values
 * @param {number} max
 */
function wave(values, max) {
  const y = (/** @type {number} */ value) => HEIGHT / 2 - (value / max) * (HEIGHT / 2 - 2);
  const line = values.map(
    (value, i) => `${i > 0 ? 'L' : 'M'}${((i / (values.length - 1)) * WIDTH).toFixed(1)} ${y(value).toFixed(1)}`,
  );
  return svg(
    'svg',
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', class: 'chart', 'aria-hidden': 'true' },
    svg('line', { x1: 0, x2: WIDTH, y1: HEIGHT / 2, y2: HEIGHT / 2, class: 'grid' }),
    svg('path', { d: line.join(''), class: 'ln' }),
  );
}

/**
 * @param {number[][]} cosines
 * @param {number} rows
 */
function cosineMap(cosines, rows) {
  const n = cosines.length;
  const canvas = h('canvas', {
    width: n,
    height: n,
    class: 'cos',
    role: 'img',
    'aria-label': `Cosine similarity of ${count(rows)} positions`,
  });
  const context = canvas.getContext('2d');
  if (context) {
    const picture = context.createImageData(n, n);
    const table = divergingTable();
    cosines.flat().forEach((cosine, i) => {
      const from = Math.round(((Math.max(-1, Math.min(1, cosine)) + 1) / 2) * 255) * 3;
      picture.data.set(table.subarray(from, from + 3), i * 4);
      picture.data[i * 4 + 3] = 255;
    });
    context.putImageData(picture, 0, 0);
  }
  return canvas;
}
