/**
 * The texts that a search found, the best first.
 *
 * @import { Tree } from './search.js'
 */
import { h, replace } from '../dom/dom.js';
import { fixed } from '../dom/format.js';
import { DIGITS } from './arithmetic.js';

/**
 * @param {HTMLElement} list
 * @param {Tree} tree
 * @param {{before: string, pick: (index: number) => void}} options before: the end of the context
 */
export function drawResults(list, tree, { before, pick }) {
  const context = flat(before);
  replace(
    list,
    tree.results.map(({ text, score, node }, i) => {
      const { cumulative, step } = tree.nodes[node];
      return h(
        'li',
        {},
        h(
          'button',
          { type: 'button', onclick: () => pick(i) },
          h('span', { class: 'sc' }, fixed(score, DIGITS)),
          h(
            'span',
            { class: 'how' },
            `${fixed(cumulative)} / ${step}`,
            tree.options.lengthPenalty !== 1 && h('sup', {}, String(tree.options.lengthPenalty)),
          ),
          h('span', { class: 'tx' }, h('span', { class: 'ctx' }, context), flat(text)),
        ),
      );
    }),
  );
}

/**
 * @param {HTMLElement} list
 * @param {number | null} index of the result whose path is shown
 */
export function markResult(list, index) {
  list.querySelectorAll('button').forEach((button, i) => button.setAttribute('aria-pressed', String(i === index)));
}

/** @param {string} text */
function flat(text) {
  return text.replace(/\n+/g, ' ↵ ');
}
