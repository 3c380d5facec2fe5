/**
 * The three stages of a head: the products of queries and keys, the same scaled and masked, and the weights.
 *
 * @import { Picture } from './picture.js'
 * @import { StageName } from './selection.js'
 */
import { diverging, pixel, sequential } from '../dom/pixels.js';

/** @type {readonly (readonly [StageName, string])[]} */
export const STAGES = [
  ['raw', 'QKᵀ'],
  ['scaled', 'QKᵀ/√d, masked'],
  ['softmax', 'softmax'],
];

/** What each stage shows. @type {Record<StageName, string>} */
export const NOTES = {
  raw: 'The product of each query and each key, for later tokens too. Color: the distance to the mean of the row.',
  scaled:
    'Divided by √d, and later tokens are masked. Color: the distance to the mean of the row, which softmax alone depends on.',
  softmax: 'Each row sums to 1. Stronger color: a greater weight, on a square-root scale.',
};

/**
 * The color of each cell; 0 for none.
 *
 * @param {Picture} picture
 * @returns {(row: number, column: number) => number}
 */
export function cellColor({ selected, weight, scores }) {
  if (selected.stage === 'softmax' || !scores) {
    const scale = sequential();
    return (row, column) => (column > row ? 0 : pixel(scale, Math.sqrt(weight(selected.head, row, column))));
  }
  const { size } = scores;
  const values = scores[selected.stage];
  const isMasked = selected.stage === 'scaled';
  const means = Float64Array.from({ length: size }, (_, row) => meanOf(values, row, size));
  const reach = reachOf(values, means, size);
  const scale = diverging();
  return (row, column) =>
    isMasked && column > row ? 0 : pixel(scale, 0.5 + (values[row * size + column] - means[row]) / reach / 2);
}

/**
 * The mean over the tokens that a row may attend to.
 *
 * @param {Float32Array} values
 * @param {number} row
 * @param {number} size
 */
function meanOf(values, row, size) {
  let sum = 0;
  for (let column = 0; column <= row; column++) {
    sum += values[row * size + column];
  }
  return sum / (row + 1);
}

/**
 * The distance that gets the full color: not the greatest, so that most cells differ.
 *
 * @param {Float32Array} values
 * @param {Float64Array} means
 * @param {number} size
 */
function reachOf(values, means, size) {
  let greatest = 0;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      greatest = Math.max(greatest, Math.abs(values[row * size + column] - means[row]));
    }
  }
  return 0.7 * greatest || 1;
}
