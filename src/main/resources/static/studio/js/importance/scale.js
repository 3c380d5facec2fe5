/**
 * The scale of the colors. The last part often outweighs all others by ten, so that the scale can ignore it.
 *
 * @import { Scores } from './scores.js'
 */

/** Below this number of parts the last one is never ignored. */
const FEW = 3;

/**
 * @param {Scores} scores
 * @param {boolean} withoutLast
 * @returns {number} score of full ink, above 0
 */
export function reach({ parts }, withoutLast) {
  const counted = withoutLast && parts.length >= FEW ? parts.slice(0, -1) : parts;
  return Math.max(1e-12, ...counted.map((part) => Math.abs(part.score)));
}

/**
 * @param {number} score
 * @param {number} full score of full ink
 * @returns {{strength: number, negative: boolean, over: boolean}} strength in [0, 1]; over: whether the score exceeds the scale
 */
export function ink(score, full) {
  const share = Math.abs(score) / full;
  return { strength: Math.min(1, share), negative: score < 0, over: isBeyond(score, full) };
}

/**
 * Whether a score is larger than full ink can show.
 *
 * @param {number} score
 * @param {number} full score of full ink
 */
export function isBeyond(score, full) {
  return Math.abs(score) / full > 1.0001;
}

/** Decimals of all scores of a method, so that they align. @param {Scores} scores */
export function decimals(scores) {
  const full = reach(scores, true);
  return full >= 1 ? 2 : full >= 0.1 ? 3 : 4;
}

/**
 * A value as a view rounds it, so that the lines to check by hand compute with what they show.
 *
 * @param {number} value
 * @param {number} digits
 */
export function rounded(value, digits) {
  return Number(value.toFixed(digits));
}

/**
 * @param {number} value
 * @param {number} digits
 */
export function figure(value, digits) {
  const text = value.toFixed(digits);
  return Number(text) === 0 ? text.replace('-', '') : text.replace('-', '−');
}
