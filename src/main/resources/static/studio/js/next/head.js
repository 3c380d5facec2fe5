/**
 * The heading of Next token: the end of the context, the token at the position, and its rank.
 *
 * @import { Distribution } from './distribution.js'
 */
import { h, redraw } from '../dom/dom.js';
import { joined } from '../dom/bytes.js';
import { count, percent, running } from '../dom/format.js';
import { set, state } from '../core/store.js';
import { tokens } from '../text/document.js';

/** Tokens of the context that are shown. */
const CONTEXT = 7;

/**
 * @param {HTMLElement} element
 * @param {number} position
 * @param {Distribution | null} distribution
 */
export function drawHead(element, position, distribution) {
  const all = tokens(state.text);
  const token = all[position];
  const before = joined(all.slice(Math.max(0, position - CONTEXT), position).map((each) => each.text));
  redraw(
    element,
    h(
      'h2',
      {},
      h('span', { class: 'ctx' }, position > CONTEXT ? '…' : '', before.replace(/\n/g, '↵'), ' '),
      h('span', { class: 'blank' }, token ? running(token.text) : '?'),
    ),
    h('p', { class: 'note' }, distribution ? facts(position, distribution) : ''),
    h(
      'div',
      { class: 'end row' },
      step('before', '← Token before', position - 1, position === 0),
      step('after', 'Token after →', position + 1, position >= all.length),
    ),
  );
}

/**
 * @param {string} id
 * @param {string} label
 * @param {number} target
 * @param {boolean} disabled
 */
function step(id, label, target, disabled) {
  return h('button', { class: 'btn small', type: 'button', id, disabled, onclick: () => set({ t: target }) }, label);
}

/**
 * @param {number} position
 * @param {Distribution} distribution
 */
function facts(position, { ids, logits, logSumExp }) {
  const token = tokens(state.text)[position];
  if (!token) {
    return 'The token after the text. Select one to force it.';
  }
  const index = ids.indexOf(token.id);
  const p = Math.exp(logits[index] - logSumExp);
  return `The model gives “${running(token.text)}” ${percent(p)}: rank ${count(index + 1)} of ${count(ids.length)}.`;
}
