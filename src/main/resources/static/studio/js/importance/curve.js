/**
 * The noise of each part by step. All parts but the four lowest are one path, so that hundreds of parts cost little.
 *
 * @import { Progress } from './noise.js'
 */
import { svg } from '../dom/dom.js';
import { labelled } from '../dom/format.js';
import { REPORTED, STEPS } from './noise.js';

const NAMED = 4;
const HEIGHT = 236;
const PAD = { top: 18, right: 92, bottom: 22, left: 34 };
const LINE = 14;

/**
 * @param {Progress[]} curve
 * @param {string[]} names of the parts
 * @param {number} width
 */
export function drawCurve(curve, names, width) {
  const last = curve[curve.length - 1]?.sigma ?? [];
  const lowest = [...last.keys()].sort((a, b) => last[a] - last[b]).slice(0, NAMED);
  const most = niceMax(Math.max(0.1, ...curve.map(({ sigma }) => Math.max(...sigma))));
  const x = (/** @type {number} */ step) =>
    PAD.left + ((step - REPORTED) / (STEPS - REPORTED)) * (width - PAD.left - PAD.right);
  const y = (/** @type {number} */ sigma) => HEIGHT - PAD.bottom - (sigma / most) * (HEIGHT - PAD.top - PAD.bottom);
  const path = (/** @type {number} */ j) =>
    curve
      .map(({ iteration, sigma }, i) => `${i === 0 ? 'M' : 'L'}${x(iteration).toFixed(1)} ${y(sigma[j]).toFixed(1)}`)
      .join('');
  const others = [...last.keys()].filter((j) => !lowest.includes(j));
  const said = lowest.map((j) => `“${labelled(names[j])}” ${last[j].toFixed(2)}`).join(', ');
  return svg(
    'svg',
    {
      class: 'curve',
      width,
      height: HEIGHT,
      viewBox: `0 0 ${width} ${HEIGHT}`,
      role: 'img',
      'aria-label': said ? `Noise by step. The lowest are ${said}.` : 'Noise by step, still empty.',
    },
    [0, most / 2, most].map((sigma) => [
      svg('line', { x1: PAD.left, x2: width - PAD.right, y1: y(sigma), y2: y(sigma), class: 'grid' }),
      svg(
        'text',
        { x: PAD.left - 6, y: y(sigma) + 4, class: 'tick', 'text-anchor': 'end' },
        curve.length === 0 ? '' : sigma === 0 ? '0' : sigma.toFixed(most < 1 ? 2 : 1),
      ),
    ]),
    svg('text', { x: PAD.left - 6, y: 10, class: 'tick', 'text-anchor': 'end' }, 'σ'),
    [REPORTED, STEPS / 3, (STEPS * 2) / 3, STEPS].map((step) =>
      svg(
        'text',
        { x: x(step), y: HEIGHT - 5, class: 'tick', 'text-anchor': 'middle' },
        step === REPORTED ? `step ${step}` : String(step),
      ),
    ),
    curve.length === 0 &&
      svg(
        'text',
        {
          x: (PAD.left + width - PAD.right) / 2,
          y: (HEIGHT - PAD.bottom) / 3,
          class: 'empty',
          'text-anchor': 'middle',
        },
        'The search draws a line for each part here.',
      ),
    svg('path', { d: others.map(path).join(''), class: 'lo' }),
    lowest.map((j) => svg('path', { d: path(j), class: 'hi' })),
    labels(lowest, last, names, y, x(curve[curve.length - 1]?.iteration ?? 0) + 6),
  );
}

/**
 * Names at the ends of the lines, moved apart.
 *
 * @param {number[]} lowest
 * @param {number[]} last
 * @param {string[]} names
 * @param {(sigma: number) => number} y
 * @param {number} x
 */
function labels(lowest, last, names, y, x) {
  let free = HEIGHT;
  return lowest.map((j) => {
    free = Math.min(y(last[j]) + 4, free - LINE);
    const name = labelled(names[j]);
    return svg('text', { x, y: free, class: 'end' }, name.length > 12 ? `${name.slice(0, 11)}…` : name);
  });
}

/** @param {number} value */
function niceMax(value) {
  const unit = value > 2 ? 1 : value > 0.5 ? 0.2 : 0.1;
  return Math.ceil(value / unit) * unit;
}
