/** A line chart. */
import { svg } from './dom.js';

const [TOP, RIGHT, BOTTOM, LEFT] = [14, 12, 20, 6];

/** The end of an axis without values. */
const NONE = 1e-9;

/** Ends of an axis, times a power of 10. */
const NICE = [1, 2, 4, 6, 8, 10];

/** Names of curves are at least this far apart. */
const NAME_HEIGHT = 13;

/**
 * @typedef {{name: string, values: (number | null)[], class: 'hi' | 'lo2'}} Series
 */

/**
 * Draws curves over an even x axis that starts at y = 0, with their names at their ends.
 *
 * @param {object} options
 * @param {number} options.width
 * @param {number} options.height
 * @param {Series[]} options.series of the same length
 * @param {[string, string]} options.ends texts below the ends of the x axis
 * @param {(value: number) => string} options.say
 * @param {string} options.label for a screen reader
 * @param {number} [options.names] room for the names
 */
export function lineChart({ width, height, series, ends, say, label, names = 0 }) {
  const right = width - RIGHT - names;
  const length = Math.max(2, ...series.map(({ values }) => values.length));
  const greatest = Math.max(NONE, ...series.flatMap(({ values }) => values.filter((value) => value !== null)));
  const max = niceMax(greatest);
  // A label that rounds to that of another tick says nothing.
  const isHalfNamed = new Set([0, max / 2, max].map(say)).size === 3;
  const x = (/** @type {number} */ i) => LEFT + (i / (length - 1)) * (right - LEFT);
  const y = (/** @type {number} */ value) => height - BOTTOM - (value / max) * (height - TOP - BOTTOM);
  return svg(
    'svg',
    { width, height, viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': label, class: 'chart' },
    [0, max / 2, max].map((tick) => svg('line', { x1: LEFT, x2: right, y1: y(tick), y2: y(tick), class: 'grid' })),
    series.map((each) => svg('path', { d: curve(each.values, x, y) || 'M0 0', class: `ln ${each.class}` })),
    [0, ...(greatest > NONE ? [...(isHalfNamed ? [max / 2] : []), max] : [])].map((tick) =>
      svg('text', { x: LEFT, y: y(tick) - 3, class: 'tick' }, tick === 0 ? '0' : say(tick)),
    ),
    svg('text', { x: LEFT, y: height - 4, class: 'tick' }, ends[0]),
    svg('text', { x: right, y: height - 4, class: 'tick', 'text-anchor': 'end' }, ends[1]),
    names > 0 ? nameSeries(series, right + 6, y) : null,
  );
}

/**
 * The next greater number that is short to write, and so is its half.
 *
 * @param {number} value above 0
 */
function niceMax(value) {
  const unit = 10 ** Math.floor(Math.log10(value));
  return (NICE.find((nice) => nice * unit >= value * (1 - NONE)) ?? 10) * unit;
}

/**
 * @param {(number | null)[]} values
 * @param {(i: number) => number} x
 * @param {(value: number) => number} y
 */
function curve(values, x, y) {
  let isDrawing = false;
  return values
    .map((value, i) => {
      const command = isDrawing ? 'L' : 'M';
      isDrawing = value !== null;
      return value === null ? '' : `${command}${x(i).toFixed(1)} ${y(value).toFixed(1)}`;
    })
    .join('');
}

/**
 * The names of the curves, right of their ends and one below the other.
 *
 * @param {{name: string, values: (number | null)[], class: string}[]} series
 * @param {number} x
 * @param {(value: number) => number} y
 */
export function nameSeries(series, x, y) {
  let last = -Infinity;
  return series
    .filter(({ values }) => values.some((value) => value !== null))
    .map((each) => ({ each, at: y(each.values.findLast((value) => value !== null) ?? 0) }))
    .sort((a, b) => a.at - b.at)
    .map(({ each, at }) => {
      last = Math.max(at, last + NAME_HEIGHT);
      return svg('text', { x, y: last + 4, class: `end ${each.class}` }, each.name);
    });
}
