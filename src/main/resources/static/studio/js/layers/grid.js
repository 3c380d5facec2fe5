/**
 * The lens as a table: a row for each token, a column for each depth.
 *
 * @import { Lens } from './lens.js'
 *
 * @typedef {'p' | 'top' | 'rank' | 'kl'} Shading
 * @typedef {{first: number, last: number}} Rows last: exclusive
 */
import { BYTES_NOTE, isBytes, partOf } from '../dom/bytes.js';
import { h, replace, setVars } from '../dom/dom.js';
import { cellColors } from '../dom/color.js';
import { labelled, percent, running } from '../dom/format.js';
import { hover, set, state } from '../core/store.js';
import { tokens } from '../text/document.js';
import { candidates, depthName, settledAt, shortDepthName } from './lens.js';

/** KL divergence that is shaded as nothing, in nats. */
export const FAR = 6;

/** More columns have short names. */
const WIDE = 8;

/**
 * @param {HTMLElement} table
 * @param {Lens} lens
 * @param {Shading} shading
 * @param {Rows} rows the tokens to show
 */
export function drawGrid(table, lens, shading, { first, last }) {
  const texts = tokens(state.text).map(({ text }) => text);
  const shown = tokens(state.text).slice(first, last);
  const depths = [...Array(lens.numDepths).keys()];
  const rows = shown.map((token, i) =>
    h(
      'tr',
      { 'data-i': first + i, onpointerenter: () => hover(first + i) },
      h(
        'th',
        isBytes(token.text) ? { scope: 'row', class: 'bytes', title: partOf(texts, first + i) } : { scope: 'row' },
        running(token.text),
      ),
      depths.map((depth) => cell(lens, depth, first + i, running(token.text), shading)),
    ),
  );
  replace(
    table,
    h('caption', { class: 'vh' }, 'The likeliest next token after each layer'),
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        h('th', { scope: 'col' }, 'Token'),
        depths.map((depth) => h('th', { scope: 'col' }, column(lens, depth))),
      ),
    ),
    h(
      'tbody',
      {
        onkeydown: (/** @type {KeyboardEvent} */ event) => go(event, lens),
        onpointerleave: () => hover(null),
      },
      rows,
    ),
  );
}

/**
 * @param {Lens} lens
 * @param {number} depth
 * @param {number} token
 * @param {string} text of the token
 * @param {Shading} shading
 */
function cell(lens, depth, token, text, shading) {
  const [best] = candidates(lens, depth, token);
  const value = Math.sqrt(Math.max(0, valueOf(lens, depth, token, shading, best.p)));
  const { background, text: ink } = cellColors(value);
  const settled = settledAt(lens, token);
  const element = h(
    'td',
    { class: depth === settled && depth < lens.numDepths - 1 ? 'settle' : '' },
    h(
      'button',
      {
        type: 'button',
        class: isBytes(best.text) ? 'bytes' : null,
        title: isBytes(best.text) ? BYTES_NOTE : null,
        tabIndex: -1,
        'data-d': depth,
        'aria-label': `${text}, ${depthName(depth)}: ${labelled(best.text)} ${percent(best.p)}`,
        onclick: () => set({ t: token, d: depth }),
      },
      running(best.text),
    ),
  );
  setVars(element, { '--bg': background, '--fg': ink });
  return element;
}

/**
 * @param {Lens} lens
 * @param {number} depth
 * @param {number} token
 * @param {Shading} shading
 * @param {number} best
 */
function valueOf(lens, depth, token, shading, best) {
  const at = depth * lens.numTokens + token;
  switch (shading) {
    case 'top':
      return best;
    case 'rank':
      return 1 / (1 + Math.log(lens.rank[at]));
    case 'kl':
      return 1 - Math.min(1, lens.kl[at] / FAR);
    default:
      return lens.p[at];
  }
}

/**
 * @param {Lens} lens
 * @param {number} depth
 */
function column(lens, depth) {
  if (lens.numDepths > WIDE) {
    return shortDepthName(depth);
  }
  return depth === lens.numDepths - 1 ? `${depthName(depth)}: answer` : depthName(depth);
}

/**
 * Marks the rows of the locked token and of the one under the pointer, and the tab stop.
 *
 * @param {HTMLElement} table
 * @param {number} token
 * @param {number} depth
 */
export function markGrid(table, token, depth) {
  move(table, 'locked', token);
  move(table, 'on', state.hover);
  const previous = /** @type {HTMLElement | null} */ (table.querySelector('button[tabindex="0"]'));
  const next = /** @type {HTMLElement | null} */ (
    table.querySelector(`tr[data-i="${token}"] button[data-d="${depth}"]`)
  );
  if (previous && previous !== next) {
    previous.tabIndex = -1;
  }
  if (next) {
    next.tabIndex = 0;
    if (previous && previous === document.activeElement) {
      next.focus();
    }
  }
}

/**
 * Gives a class to another row. Most rows stay as they are, because the pointer must not change the style of the whole table.
 *
 * @param {HTMLElement} table
 * @param {string} name
 * @param {number | null} token
 */
function move(table, name, token) {
  const previous = table.querySelector(`tr.${name}`);
  const next = table.querySelector(`tr[data-i="${token}"]`);
  if (previous !== next) {
    previous?.classList.remove(name);
    next?.classList.add(name);
  }
}

/**
 * @param {KeyboardEvent} event
 * @param {Lens} lens
 */
function go(event, { numTokens, numDepths }) {
  const button = event.target instanceof Element ? event.target.closest('button') : null;
  const [token, depth] = [Number(button?.closest('tr')?.dataset.i), Number(button?.dataset.d)];
  const target = {
    ArrowUp: [token - 1, depth],
    ArrowDown: [token + 1, depth],
    ArrowLeft: [token, depth - 1],
    ArrowRight: [token, depth + 1],
    Home: [token, 0],
    End: [token, numDepths - 1],
  }[event.key];
  if (!button || !target) {
    return;
  }
  event.preventDefault();
  event.stopPropagation();
  const [t, d] = target;
  if (t >= 0 && t < numTokens && d >= 0 && d < numDepths) {
    set({ t, d });
  }
}
