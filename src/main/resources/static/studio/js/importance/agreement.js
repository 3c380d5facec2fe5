/**
 * What two methods agree on. Both are compared by the size of their scores, because some methods have no sign.
 *
 * @import { Scores } from './scores.js'
 */
import { labelled } from '../dom/format.js';

const FIRST = 3;

/**
 * @param {Scores | null} a
 * @param {Scores | null} b
 * @param {string} unit token, word or sentence
 */
export function agreement(a, b, unit) {
  if (!a || !b || a.parts.length !== b.parts.length) {
    return `Score by ${unit}`;
  }
  if (a.method === b.method) {
    return 'Both sides show the same method';
  }
  const n = Math.min(FIRST, Math.max(1, a.parts.length - 1));
  const first = top(b, n);
  const common = top(a, n).filter((index) => first.includes(index));
  if (common.length === 0) {
    return n === 1
      ? `The methods rank different ${unit}s first`
      : `No ${unit} is in the top ${count(n)} of both methods`;
  }
  const names = list(common.map((index) => `“${shorten(labelled(a.parts[index].text))}”`));
  return n === 1 ? `Both methods rank ${names} first` : `Both methods have ${names} in their top ${count(n)}`;
}

/**
 * Spearman's rank correlation of the absolute scores, with mean ranks for ties.
 *
 * @param {Scores | null} a
 * @param {Scores | null} b
 * @returns {number | null} null if it has no meaning
 */
export function rankCorrelation(a, b) {
  if (!a || !b || a.parts.length !== b.parts.length || a.parts.length < 3) {
    return null;
  }
  return pearson(ranks(sizes(a)), ranks(sizes(b)));
}

/** @param {Scores} scores */
function sizes({ parts }) {
  return parts.map((part) => Math.abs(part.score));
}

/**
 * @param {Scores} scores
 * @param {number} n
 * @returns {number[]} indices of the parts with the largest scores
 */
function top(scores, n) {
  const size = sizes(scores);
  return [...size.keys()].sort((i, j) => size[j] - size[i]).slice(0, n);
}

/** @param {number[]} values */
function ranks(values) {
  const order = [...values.keys()].sort((i, j) => values[i] - values[j]);
  const ranked = new Array(values.length);
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to < order.length && values[order[to]] === values[order[from]]) {
      to++;
    }
    for (const index of order.slice(from, to)) {
      ranked[index] = (from + to - 1) / 2;
    }
    from = to;
  }
  return ranked;
}

/**
 * @param {number[]} x
 * @param {number[]} y
 */
function pearson(x, y) {
  const mean = (x.length - 1) / 2;
  let xy = 0;
  let xx = 0;
  let yy = 0;
  x.forEach((value, i) => {
    xy += (value - mean) * (y[i] - mean);
    xx += (value - mean) ** 2;
    yy += (y[i] - mean) ** 2;
  });
  return xx === 0 || yy === 0 ? null : xy / Math.sqrt(xx * yy);
}

/** @param {string[]} names */
function list(names) {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}

/** @param {number} n */
function count(n) {
  return ['', 'one', 'two', 'three'][n];
}

/** A part in a sentence. @param {string} text */
export function shorten(text) {
  return text.length > 28 ? `${text.slice(0, 27)}…` : text;
}
