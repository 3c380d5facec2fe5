/**
 * Two texts that differ in some tokens, aligned at their common start and end, and how a head attends from their last tokens.
 *
 * @typedef {{left: string | null, right: string | null, leftWeight: number, rightWeight: number}} Pair tokens at the same place; null if
 *   a text has none there
 */

/**
 * @param {string[]} left tokens
 * @param {string[]} right tokens
 * @param {{left: ArrayLike<number>, right: ArrayLike<number>}} weights of the last row of each text
 * @returns {Pair[]}
 */
export function align(left, right, weights) {
  const shorter = Math.min(left.length, right.length);
  let start = 0;
  while (start < shorter && left[start] === right[start]) {
    start++;
  }
  let end = 0;
  while (end < shorter - start && left[left.length - 1 - end] === right[right.length - 1 - end]) {
    end++;
  }
  const [leftMiddle, rightMiddle] = [left.length - start - end, right.length - start - end];
  /** @type {Pair[]} */
  const pairs = [];
  const add = (/** @type {number | null} */ i, /** @type {number | null} */ j) =>
    pairs.push({
      left: i === null ? null : left[i],
      right: j === null ? null : right[j],
      leftWeight: i === null ? 0 : weights.left[i],
      rightWeight: j === null ? 0 : weights.right[j],
    });
  for (let i = 0; i < start; i++) {
    add(i, i);
  }
  for (let i = 0; i < Math.max(leftMiddle, rightMiddle); i++) {
    add(i < leftMiddle ? start + i : null, i < rightMiddle ? start + i : null);
  }
  for (let i = end; i > 0; i--) {
    add(left.length - i, right.length - i);
  }
  return pairs;
}

/**
 * How much more or less attention each place gets in the right text. The tokens that differ are one place.
 *
 * @param {Pair[]} pairs
 */
export function differences(pairs) {
  const isSame = (/** @type {Pair} */ { left, right }) => left === right;
  const difference = (/** @type {Pair} */ { leftWeight, rightWeight }) => rightWeight - leftWeight;
  const differing = pairs.filter((pair) => !isSame(pair)).map(difference);
  return [...pairs.filter(isSame).map(difference), differing.reduce((a, b) => a + b, 0)];
}

/**
 * The share of the attention that moves from one place to another: half the sum of the differences.
 *
 * @param {Pair[]} pairs
 */
export function moved(pairs) {
  return differences(pairs).reduce((sum, difference) => sum + Math.abs(difference), 0) / 2;
}
