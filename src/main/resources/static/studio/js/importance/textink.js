/**
 * The ink under the text: the scores of the first method.
 *
 * @import { Method } from './methods.js'
 * @import { Scores } from './scores.js'
 */
import { running } from '../dom/format.js';
import { setInk } from '../text/ink.js';
import { decimals, figure, ink } from './scale.js';

/**
 * @param {Method} method
 * @param {Scores | null} scores null: not known yet
 * @param {{full: number, at: number, target: string}} options at: index of the explained token
 */
export function textInk(method, scores, { full, at, target }) {
  /** @type {number[]} */
  const parts = [];
  scores?.parts.forEach((part, j) => spread(parts, j, part.from, part.to));
  const digits = scores ? decimals(scores) : 2;
  const legend = {
    label: `${method.name}, for “${running(target)}”`,
    low: method.signed ? 'against' : 'less',
    high: method.signed ? 'for' : 'more',
    diverging: method.signed,
  };
  setInk((_, index) => {
    if (index >= at) {
      return index === at ? { say: 'explained' } : { later: true };
    }
    const part = scores?.parts[parts[index] ?? -1];
    if (!part) {
      return {};
    }
    const { strength, negative } = ink(part.score, full);
    return { wash: strength, bar: strength, negative, say: figure(part.score, digits) };
  }, legend);
}

/**
 * @param {number[]} parts part of each token
 * @param {number} j
 * @param {number} from
 * @param {number} to
 */
function spread(parts, j, from, to) {
  for (let i = from; i < to; i++) {
    parts[i] = j;
  }
}
