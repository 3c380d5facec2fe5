/**
 * How far back a head attends: the mean weight by distance.
 *
 * @import { Scores } from './scores.js'
 */
import { h, replace } from '../dom/dom.js';
import { percent } from '../dom/format.js';

const DISTANCES = 16;

/**
 * The mean weight of the token at each distance, over the tokens that have one.
 *
 * @param {Scores} scores
 * @returns {number[]}
 */
export function byDistance({ size, softmax }) {
  return Array.from({ length: Math.min(DISTANCES, size) }, (_, distance) => {
    let sum = 0;
    for (let query = distance; query < size; query++) {
      sum += softmax[query * size + query - distance];
    }
    return sum / (size - distance);
  });
}

/**
 * @param {HTMLElement} element
 * @param {Scores} scores
 */
export function drawDistance(element, scores) {
  const means = byDistance(scores);
  const max = Math.max(...means);
  const label = `Mean weight by distance: ${means.map((mean, d) => `${d === 0 ? 'self' : d}: ${percent(mean)}`).join(', ')}`;
  replace(
    element,
    h(
      'div',
      { class: 'att-distances', role: 'img', 'aria-label': label },
      means.map((mean, d) =>
        h(
          'div',
          { title: `${d === 0 ? 'The token itself' : `${d} before`}: ${percent(mean)}` },
          h('i', { vars: { '--b': (mean / max).toFixed(4) } }),
          h('span', {}, d === 0 ? 'self' : String(d)),
        ),
      ),
    ),
    h('p', { class: 'note' }, `Mean weight of the token at each distance. The longest bar is ${percent(max)}.`),
  );
}
