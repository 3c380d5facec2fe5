/** The axes of the loss curve. */

/** Differences between ticks, times a power of 10. */
const NICE = [1, 2, 5, 10];

/** Differences at most. */
const INTERVALS = 5;

/** Room above and below the values, as a share of their range. */
const MARGIN = 0.06;

/** A smaller range would show noise alone. */
const SMALLEST_RANGE = 0.05;

/**
 * The part of the axis that holds all values, and ticks in it. Unlike the curves of the service, losses do not start at 0: their
 * differences count.
 *
 * @param {number[]} values not empty
 * @returns {{least: number, greatest: number, ticks: number[], digits: number}} digits: decimals of a tick
 */
export function axis(values) {
  const [low, high] = [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
  const range = Math.max(high - low, SMALLEST_RANGE);
  const middle = (low + high) / 2;
  const [least, greatest] = [-1, 1].map((side) => middle + side * range * (0.5 + MARGIN));
  const unit = 10 ** Math.floor(Math.log10(range / INTERVALS));
  const apart = unit * (NICE.find((nice) => range / (nice * unit) <= INTERVALS) ?? 10);
  const from = Math.ceil(least / apart);
  const number = Math.floor(greatest / apart) - from + 1;
  return {
    least,
    greatest,
    ticks: Array.from({ length: number }, (_, i) => (from + i) * apart),
    digits: Math.max(0, -Math.floor(Math.log10(apart) + 1e-9)),
  };
}

/**
 * The mean of the points in each of some equal ranges of steps, so that a long job has no more points than the picture has pixels.
 *
 * @param {import('./progress.js').Point[]} points in the order of their steps
 * @param {number} steps of the whole axis
 * @param {number} ranges
 * @returns {import('./progress.js').Point[]}
 */
export function thinned(points, steps, ranges) {
  if (points.length <= ranges) {
    return points;
  }
  /** @type {Map<number, import('./progress.js').Point[]>} */
  const groups = new Map();
  for (const point of points) {
    const range = Math.floor((point.step / Math.max(1, steps)) * (ranges - 1));
    const group = groups.get(range);
    if (group) {
      group.push(point);
    } else {
      groups.set(range, [point]);
    }
  }
  return [...groups.values()].map((group) => ({
    step: group.reduce((sum, { step }) => sum + step, 0) / group.length,
    loss: group.reduce((sum, { loss }) => sum + loss, 0) / group.length,
  }));
}
