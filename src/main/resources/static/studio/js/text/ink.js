/**
 * The ink under the tokens: how a view shades the text.
 *
 * @import { Token } from './document.js'
 *
 * @typedef {object} Ink
 * @property {number} [wash] in [0, 1]
 * @property {number} [bar] in [0, 1]
 * @property {boolean} [negative] whether the ink has the colour of the other sign
 * @property {boolean} [faint] whether the token does not count
 * @property {string} [say] the same for a screen reader
 *
 * @typedef {{label: string, low: string, high: string, diverging?: boolean}} Legend
 * @typedef {{legend: Legend | null, ink: (token: Token, index: number) => Ink}} Shading
 */
import { percent } from '../dom/format.js';
import { emit } from '../core/store.js';

/** @type {Legend} */
export const PROBABILITY = { label: 'More ink: higher probability', low: '0', high: '100%' };

/**
 * @param {Token} token
 * @returns {Ink}
 */
export function byProbability(token) {
  if (token.logprob === null) {
    return {};
  }
  const p = Math.exp(token.logprob);
  return { wash: Math.sqrt(p) * 0.95, bar: p, say: percent(p) };
}

/** @type {Shading} */
const BY_PROBABILITY = { legend: PROBABILITY, ink: byProbability };

let current = BY_PROBABILITY;

/** How the text is shaded now. */
export function shading() {
  return current;
}

/**
 * Shades the text for a view; null shades by probability.
 *
 * @param {Shading | null} next
 */
export function shade(next) {
  current = next ?? BY_PROBABILITY;
  emit('ink');
}
