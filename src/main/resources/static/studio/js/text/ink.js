/**
 * The ink under the tokens: how a view shades the text.
 *
 * @import { Token } from './document.js'
 *
 * @typedef {{wash?: number, bar?: number, say?: string}} Ink wash and bar in [0, 1]; say: the same for a screen reader
 * @typedef {{label: string, low: string, high: string}} Legend
 */
import { percent } from '../dom/format.js';

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
