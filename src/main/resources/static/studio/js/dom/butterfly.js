/**
 * A butterfly chart: a name in the middle of each row, and the bars of two values at its left and right.
 *
 * @typedef {{length: number, text: string, class?: string}} Bar length in [0, 1]
 */
import { h } from './dom.js';

/**
 * @param {string} left
 * @param {import('./dom.js').Child} middle
 * @param {string} right
 */
export function butterflyHead(left, middle, right) {
  return h(
    'thead',
    {},
    h(
      'tr',
      {},
      h('th', { scope: 'col', class: 'l' }, left),
      h('th', { scope: 'col', class: 'm' }, middle),
      h('th', { scope: 'col', class: 'r' }, right),
    ),
  );
}

/**
 * @param {{name: string, left: Bar | null, right: Bar | null}} row null: no value
 * @param {import('./dom.js').Props} [props] of the row
 */
export function butterflyRow({ name, left, right }, props = {}) {
  return h('tr', props, cell('l', left), h('th', { scope: 'row', class: 'm' }, name), cell('r', right));
}

/**
 * @param {'l' | 'r'} side
 * @param {Bar | null} bar
 */
function cell(side, bar) {
  if (!bar) {
    return h('td', { class: side });
  }
  const vars = { '--b': bar.length.toFixed(4) };
  return h('td', { class: `${side} ${bar.class ?? ''}`.trim(), vars }, h('i', {}), h('span', {}, bar.text));
}
