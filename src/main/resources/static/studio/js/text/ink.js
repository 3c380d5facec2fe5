/**
 * The ink under the tokens: how the current view shades the text.
 *
 * @import { Token } from './document.js'
 *
 * @typedef {{wash?: number, bar?: number, negative?: boolean, later?: boolean, say?: string}} Ink
 *   wash and bar in [0, 1]; negative: in the color of the other sign; later: the model does not see the token; say: the same for a
 *   screen reader
 * @typedef {(token: Token, index: number) => Ink} InkOf
 * @typedef {{label: string, low: string, high: string, diverging?: boolean}} Legend diverging: from one sign to the other
 */
import { percent } from '../dom/format.js';
import { emit } from '../core/store.js';

/** @type {Legend} */
const PROBABILITY = { label: 'More ink: higher probability', low: '0', high: '100%' };

/** @type {{of: InkOf, legend: Legend}} */
let current = { of: byProbability, legend: PROBABILITY };

export function ink() {
  return current;
}

/**
 * @param {InkOf} of
 * @param {Legend} legend
 */
export function setInk(of, legend) {
  current = { of, legend };
  emit('ink');
}

/** Back to the probabilities of the tokens. */
export function resetInk() {
  setInk(byProbability, PROBABILITY);
}

/**
 * @param {Token} token
 * @returns {Ink}
 */
function byProbability(token) {
  if (token.logprob === null) {
    return {};
  }
  const p = Math.exp(token.logprob);
  return { wash: Math.sqrt(p) * 0.95, bar: p, say: percent(p) };
}
