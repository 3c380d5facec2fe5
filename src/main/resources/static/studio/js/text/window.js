/** The part of a long text that a view with a row for each token shows. */
const MAX_ROWS = 96;
const ROWS = 64;
const AFTER = 12;

/**
 * @param {number} size number of tokens
 * @param {number} row the selected token
 * @returns {{first: number, last: number}} last: exclusive
 */
export function windowAround(size, row) {
  if (size <= MAX_ROWS) {
    return { first: 0, last: size };
  }
  const last = Math.min(size, Math.max(ROWS, row + AFTER));
  return { first: last - ROWS, last };
}
