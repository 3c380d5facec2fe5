/** A line chart. */
import { svg } from './dom.js';

const [TOP, RIGHT, BOTTOM, LEFT] = [14, 12, 20, 6];
const TICKS = 3;

/**
 * Draws one value for each x on a logarithmic axis.
 *
 * @param {object} options
 * @param {number} options.width
 * @param {number} options.height
 * @param {number[]} options.values at least 1
 * @param {string[]} options.labels of the x axis
 * @param {number} options.max end of the y axis
 * @param {number} options.mark index that is marked
 * @param {string} options.label for a screen reader
 */
export function logChart({ width, height, values, labels, max, mark, label }) {
  const x = (/** @type {number} */ i) => LEFT + (i / Math.max(1, values.length - 1)) * (width - LEFT - RIGHT);
  const y = (/** @type {number} */ value) =>
    height - BOTTOM - (Math.log(value) / Math.log(Math.max(2, max))) * (height - TOP - BOTTOM);
  const ticks = Array.from({ length: TICKS + 1 }, (_, i) => Math.round(max ** (i / TICKS)));
  const line = values.map((value, i) => `${i > 0 ? 'L' : 'M'}${x(i).toFixed(1)} ${y(value).toFixed(1)}`).join('');
  return svg(
    'svg',
    { width, height, viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': label, class: 'chart' },
    ticks.map((tick) => [
      svg('line', { x1: LEFT, x2: width - RIGHT, y1: y(tick), y2: y(tick), class: 'grid' }),
      svg('text', { x: LEFT, y: y(tick) - 3, class: 'tick' }, tick.toLocaleString('en')),
    ]),
    labels.map((text, i) =>
      svg('text', { x: x(i), y: height - 4, class: 'tick', 'text-anchor': anchor(i, labels.length) }, text),
    ),
    svg('line', { x1: x(mark), x2: x(mark), y1: TOP, y2: height - BOTTOM, class: 'mark' }),
    svg('path', { d: line, class: 'ln' }),
  );
}

/**
 * @param {number} i
 * @param {number} length
 */
function anchor(i, length) {
  return i === 0 ? 'start' : i === length - 1 ? 'end' : 'middle';
}
