/**
 * The tree of branches: a line of dots for each, as large as the probability of the token, under the token axis of the text.
 *
 * @import { Text, Token } from '../text/document.js'
 */
import { joined } from '../dom/bytes.js';
import { h, oncePerFrame, redraw, svg } from '../dom/dom.js';
import { percent, plural, running } from '../dom/format.js';
import { locked, on, state } from '../core/store.js';
import { completion } from '../text/document.js';
import { show } from './generate.js';

const ROW = 66;
const TOP = 16;
const MAX_DOTS = 200;
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
  const heading = h(
    'header',
    {},
    h('h2', { id: 'map-title' }, 'Branches'),
    h('span', { class: 'dim' }, rows.length > 0 ? plural(rows.length, 'branch') : ''),
  );
  if (text.branches.length === 0) {
    redraw(element, heading, h('p', { class: 'note' }, 'Forced tokens open branches, shown here.'));
    return;
  }
  const width = Math.max(240, element.clientWidth || 520);
  const length = Math.min(MAX_DOTS, Math.max(...text.branches.map((_, i) => completion(text, i).length)));
  const dx = (width - 84) / Math.max(1, length);
  const x = (/** @type {number} */ i) => 10 + Math.min(i, MAX_DOTS) * dx;
  const y = (/** @type {number} */ branch) => (branch === 0 ? TOP : 52 + rows.indexOf(branch) * ROW);
  const height = rows.length > 0 ? y(rows[rows.length - 1]) + ROW - 12 : 34;
  const picture = svg('svg', { width, height, class: 'tree', 'aria-hidden': 'true' });
  const active = new Set(lineage(text, text.active));
  for (const branch of [...rows].reverse()) {
    picture.append(limb(text, branch, x, y, dx, active.has(branch)));
  }
  picture.append(trunk(text, x, active.has(0) && text.active === 0));
  const radius = Math.min(MAX_RADIUS, dx * 0.55);
  for (const branch of [0, ...rows]) {
    picture.append(...dots(text, branch, x, y(branch), radius));
  }
  redraw(
    element,
    heading,
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
 * @param {number} radius of a token with probability 1
 */
function dots(text, branch, x, y, radius) {
  const active = branch === text.active;
  const { at, tokens } = text.branches[branch];
  const lock = (locked() ?? -1) - text.promptTokens.length;
  return tokens.slice(0, MAX_DOTS - at).map((/** @type {Token} */ token, i) => {
    const isForced = branch > 0 && i === 0;
    const isLocked = active && at + i === lock;
    const name = isForced || isLocked ? 'dot forced' : active ? 'dot on' : 'dot';
    return svg('circle', {
      cx: x(at + i),
      cy: y,
      r: Math.max(MIN_RADIUS, radius * Math.sqrt(Math.exp(token.logprob ?? -Infinity))),
      class: name,
    });
  });
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
