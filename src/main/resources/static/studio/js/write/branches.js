/**
 * The tree of branches: a line of dots for each, as large as the probability of the token, under the token axis of the text.
 *
 * @import { Text, Token } from '../text/document.js'
 */
import { h, oncePerFrame, redraw, svg } from '../dom/dom.js';
import { joined } from '../dom/bytes.js';
import { percent, plural, running } from '../dom/format.js';
import { locked, on, state } from '../core/store.js';
import { completion } from '../text/document.js';
import { show } from './generate.js';

const ROW = 66;
const TOP = 16;
/** Least distance of two dots, in pixels. In a longer text a dot stands for several tokens. */
const PITCH = 5;
const MAX_RADIUS = 4.7;
const MIN_RADIUS = 1.2;

/** @returns {{element: HTMLElement, end: () => void}} */
export function branchesPanel() {
  const element = h('section', { class: 'panel map', 'aria-labelledby': 'map-title' });
  const draw = oncePerFrame(() => drawTree(element, state.text));
  draw();
  const resize = new ResizeObserver(draw);
  resize.observe(element);
  const off = on(['text', 'params'], draw);
  return {
    element,
    end: () => {
      off();
      resize.disconnect();
    },
  };
}

/**
 * Branches below a branch, the newest fork first, so that no line crosses another.
 *
 * @param {Text} text
 * @param {number} [parent]
 * @returns {number[]}
 */
function order(text, parent = 0) {
  return text.branches
    .map((branch, index) => ({ branch, index }))
    .filter(({ branch, index }) => index > 0 && branch.parent === parent)
    .sort((a, b) => b.branch.at - a.branch.at || a.index - b.index)
    .flatMap(({ index }) => [index, ...order(text, index)]);
}

/**
 * @param {HTMLElement} element
 * @param {Text} text
 */
function drawTree(element, text) {
  const rows = order(text);
  if (text.branches.length === 0) {
    redraw(element, heading(0, 1), h('p', { class: 'note' }, 'Forced tokens open branches, shown here.'));
    return;
  }
  const width = Math.max(240, element.clientWidth || 520);
  const length = Math.max(1, ...text.branches.map((_, i) => completion(text, i).length));
  const dx = (width - 84) / length;
  const x = (/** @type {number} */ i) => 10 + i * dx;
  const y = (/** @type {number} */ branch) => (branch === 0 ? TOP : 52 + rows.indexOf(branch) * ROW);
  const height = rows.length > 0 ? y(rows[rows.length - 1]) + ROW - 12 : 34;
  const picture = svg('svg', { width, height, class: 'tree', 'aria-hidden': 'true' });
  const active = new Set(lineage(text, text.active));
  for (const branch of [...rows].reverse()) {
    picture.append(limb(text, branch, x, y, dx, active.has(branch)));
  }
  picture.append(trunk(text, x, active.has(0) && text.active === 0));
  const size = Math.max(1, Math.ceil(PITCH / dx));
  const radius = Math.min(MAX_RADIUS, dx * size * 0.55);
  for (const branch of [0, ...rows]) {
    picture.append(...dots(text, branch, x, y(branch), { radius, size }));
  }
  redraw(
    element,
    heading(rows.length, size),
    h(
      'div',
      { class: 'treebox', vars: { '--h': `${height}px` } },
      picture,
      rows.length === 0 && h('p', { class: 'note tree-note' }, 'Force an alternative to open a branch.'),
      rows.map((branch) => label(text, branch, x, y(branch), width)),
    ),
  );
}

/**
 * @param {number} branches
 * @param {number} size number of tokens of a dot
 */
function heading(branches, size) {
  return h(
    'header',
    {},
    h('h2', { id: 'map-title' }, 'Branches'),
    h('span', { class: 'dim' }, branches > 0 ? plural(branches, 'branch') : ''),
    size > 1 && h('span', { class: 'dim' }, `a dot is ${size} tokens`),
  );
}

/**
 * @param {Text} text
 * @param {number} branch
 * @returns {number[]} the branch and its ancestors
 */
function lineage(text, branch) {
  return branch === 0 ? [0] : [branch, ...lineage(text, text.branches[branch].parent)];
}

/**
 * @param {Text} text
 * @param {(i: number) => number} x
 * @param {boolean} active
 */
function trunk(text, x, active) {
  const end = x(Math.max(0, text.branches[0].tokens.length - 1));
  return svg(
    'g',
    {},
    svg('path', { d: `M2 ${TOP}H${end}`, class: active ? 'trunk on' : 'trunk' }),
    svg('text', { x: end + 10, y: TOP + 4, class: 'lbl' }, 'first text'),
  );
}

/**
 * @param {Text} text
 * @param {number} branch
 * @param {(i: number) => number} x
 * @param {(branch: number) => number} y
 * @param {number} dx
 * @param {boolean} active
 */
function limb(text, branch, x, y, dx, active) {
  const { parent, at, tokens } = text.branches[branch];
  const [from, to, start] = [y(parent), y(branch), x(at)];
  const bend = start - dx / 2;
  const d = `M${bend} ${from}V${to - 10}Q${bend} ${to} ${start + 2} ${to}H${x(at + tokens.length - 1)}`;
  return svg('path', { d, class: active ? 'limb on' : 'limb' });
}

/**
 * @param {Text} text
 * @param {number} branch
 * @param {(i: number) => number} x
 * @param {number} y
 * @param {{radius: number, size: number}} options radius: of a token with probability 1; size: number of tokens of a dot
 */
function dots(text, branch, x, y, { radius, size }) {
  const active = branch === text.active;
  const { at, tokens } = text.branches[branch];
  const lock = (locked() ?? -1) - text.promptTokens.length - at;
  return Array.from({ length: Math.ceil(tokens.length / size) }, (_, n) => {
    const from = n * size;
    const group = tokens.slice(from, from + size);
    const isForced = branch > 0 && n === 0;
    const isLocked = active && lock >= from && lock < from + size;
    const name = isForced || isLocked ? 'dot forced' : active ? 'dot on' : 'dot';
    return svg('circle', {
      cx: x(at + from + (group.length - 1) / 2),
      cy: y,
      r: Math.max(MIN_RADIUS, radius * Math.sqrt(meanProbability(group))),
      class: name,
    });
  });
}

/** @param {Token[]} tokens */
function meanProbability(tokens) {
  return tokens.reduce((sum, { logprob }) => sum + Math.exp(logprob ?? -Infinity), 0) / tokens.length;
}

/**
 * @param {Text} text
 * @param {number} branch
 * @param {(i: number) => number} x
 * @param {number} y
 * @param {number} width
 */
function label(text, branch, x, y, width) {
  const { parent, at, tokens } = text.branches[branch];
  const isActive = branch === text.active;
  const left = Math.max(0, Math.min(x(at) - 6, width - 300));
  const p = percent(Math.exp(tokens[0].logprob ?? -Infinity));
  return h(
    'button',
    {
      class: 'row',
      type: 'button',
      'data-branch': branch,
      'aria-pressed': String(isActive),
      title: isActive ? 'Go back to the parent' : 'Show this branch',
      vars: { '--x': `${left}px`, '--y': `${y + 8}px`, '--w': `${width - left}px` },
      onclick: () => show(isActive ? parent : branch, text.promptTokens.length + at),
    },
    h('small', {}, `${p} `),
    h('em', {}, running(tokens[0].text)),
    joined(tokens.slice(1).map((token) => token.text)).replace(/\n+/g, ' ↵ '),
  );
}
