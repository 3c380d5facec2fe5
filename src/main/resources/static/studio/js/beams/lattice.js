/**
 * The search as a lattice: a column for each step, kept hypotheses above the line in the order of their scores, cut ones below.
 *
 * @import { Node, Search } from './search.js'
 *
 * @typedef {{element: SVGElement, show: (step: number, path: Set<number>) => void}} Lattice
 */
import { svg } from '../dom/dom.js';
import { fixed, running } from '../dom/format.js';
import { nodesAt } from './search.js';

const [LEFT, TOP, ROW, CUT_ROW] = [122, 26, 34, 27];
const ROOT_X = 44;

/** Width of a character of a token, roughly. */
const CHARACTER = 7.2;

/**
 * @param {Search} found
 * @param {number} width
 * @param {string} context the last token of the prompt
 * @param {(id: number | null) => void} point receives the node under the pointer
 * @returns {Lattice}
 */
export function lattice(found, width, context, point) {
  const cutY = TOP + found.numBeams * ROW + 10;
  const mostCut = Math.max(1, ...steps(found).map((step) => nodesAt(found, step).cut.length));
  const height = cutY + mostCut * CUT_ROW + 10;
  const dx = (width - LEFT) / found.numSteps;
  const places = place(found, dx, cutY);
  /** @type {Map<number, SVGElement[]>} */
  const drawn = new Map();
  const edges = found.nodes.filter((node) => node.parent !== null).map((node) => edge(found, node, places, dx));
  const nodes = found.nodes.map((node) => label(node, places, context));
  found.nodes.forEach((node, i) => {
    const parts = [nodes[i], ...edges.filter(({ id }) => id === node.id).map(({ path }) => path)];
    drawn.set(node.id, parts);
    nodes[i].addEventListener('pointerenter', () => point(node.id));
  });
  const ticks = steps(found).map((step) =>
    svg(
      'text',
      { x: columnX(step, dx), y: 12, class: 'tick', 'data-step': step },
      step === 1 ? 'step 1' : String(step),
    ),
  );
  const element = svg(
    'svg',
    {
      width,
      height,
      class: 'beams',
      role: 'img',
      'aria-label': `Beam search with ${found.numBeams} beams and ${found.numSteps} steps`,
    },
    svg('line', { x1: LEFT, x2: width, y1: cutY, y2: cutY, class: 'cutline' }),
    svg('text', { x: 4, y: cutY + 4, class: 'tick' }, 'cut below'),
    ticks,
    edges.map(({ path }) => path),
    nodes,
  );
  element.addEventListener('pointerleave', () => point(null));
  return {
    element,
    show: (step, path) => {
      for (const node of found.nodes) {
        for (const part of drawn.get(node.id) ?? []) {
          part.classList.toggle('on', path.has(node.id));
          part.classList.toggle('off', node.step > step);
        }
      }
      ticks.forEach((tick, i) => tick.classList.toggle('on', i + 1 === step));
    },
  };
}

/** @param {Search} found */
function steps(found) {
  return Array.from({ length: found.numSteps }, (_, i) => i + 1);
}

/**
 * @param {number} step
 * @param {number} dx
 */
function columnX(step, dx) {
  return LEFT + (step - 1) * dx + 10;
}

/**
 * @param {Search} found
 * @param {number} dx
 * @param {number} cutY
 * @returns {Map<number, [number, number]>} x and y of each node
 */
function place(found, dx, cutY) {
  /** @type {Map<number, [number, number]>} */
  const places = new Map([[0, [ROOT_X, TOP + ((found.numBeams - 1) / 2) * ROW + 6]]]);
  for (const step of steps(found)) {
    const { kept, cut } = nodesAt(found, step);
    kept.forEach((node, i) => places.set(node.id, [columnX(step, dx), TOP + i * ROW + 6]));
    cut.forEach((node, i) => places.set(node.id, [columnX(step, dx), cutY + 20 + i * CUT_ROW]));
  }
  return places;
}

/**
 * @param {Search} found
 * @param {Node} node
 * @param {Map<number, [number, number]>} places
 * @param {number} dx
 */
function edge(found, node, places, dx) {
  const parent = found.nodes[node.parent ?? 0];
  const [x, y] = places.get(node.id) ?? [0, 0];
  const [fromX, fromY] = places.get(parent.id) ?? [0, 0];
  const width = parent.step === 0 ? ROOT_X : Math.min(dx - 26, 8 + running(parent.token ?? '').length * CHARACTER);
  const start = fromX + width;
  const middle = (start + x) / 2;
  const path = svg('path', {
    d: `M${start} ${fromY}C${middle} ${fromY} ${middle} ${y} ${x - 5} ${y}`,
    class: `edge ${node.status}`,
    'stroke-width': 0.8 + 2.4 * Math.exp(node.logprob ?? 0),
  });
  return { id: node.id, path };
}

/**
 * @param {Node} node
 * @param {Map<number, [number, number]>} places
 * @param {string} context
 */
function label(node, places, context) {
  const [x, y] = places.get(node.id) ?? [0, 0];
  const isRoot = node.parent === null;
  const text = isRoot ? `…${running(context).slice(-8)}` : running(node.token ?? '');
  const figure = !isRoot && node.status !== 'pruned';
  return svg(
    'g',
    { class: `node ${node.status}` },
    svg('text', { x, y: y + 4.5 }, text),
    figure ? svg('text', { x, y: y + 16, class: 'lp' }, fixed(node.logprob ?? 0)) : null,
  );
}
