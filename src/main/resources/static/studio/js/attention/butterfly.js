/**
 * The pictures of the experiment: the heads by how much attention moves, and the tokens of both texts back to back.
 *
 * @import { Pair } from './compared.js'
 * @import { Selection } from './selection.js'
 */
import { butterflyHead, butterflyRow } from '../dom/butterfly.js';
import { h, redraw, replace } from '../dom/dom.js';
import { fixed, percent, running } from '../dom/format.js';
import { cellColors } from '../dom/color.js';
import { differences, moved } from './compared.js';
import { selectHead } from './selection.js';

/** Differences that the arithmetic names. */
const TERMS = 4;

/**
 * @param {HTMLElement} element
 * @param {number[][]} shares of the attention that moves, `[layer][head]`
 * @param {Selection} selected
 */
export function drawMoved(element, shares, selected) {
  redraw(
    element,
    h('h3', {}, 'Attention that moves, by head'),
    h(
      'table',
      { class: 'att-moved-table' },
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          h('td', {}),
          shares[0].map((_, head) => h('th', { scope: 'col' }, shares[0].length > 8 ? String(head) : `Head ${head}`)),
        ),
      ),
      h(
        'tbody',
        {},
        shares.map((heads, layer) =>
          h(
            'tr',
            {},
            h('th', { scope: 'row' }, `L${layer}`),
            heads.map((share, head) => {
              const { background, text } = cellColors(Math.sqrt(share));
              const isSelected = layer === selected.layer && head === selected.head;
              return h(
                'td',
                {},
                h(
                  'button',
                  {
                    type: 'button',
                    'data-cell': `${layer}.${head}`,
                    'aria-pressed': String(isSelected),
                    'aria-label': `Layer ${layer}, head ${head}: ${percent(share)} moves`,
                    vars: { '--back': background, '--fore': text },
                    onclick: () => selectHead(layer, head),
                  },
                  (share * 100).toFixed(0),
                ),
              );
            }),
          ),
        ),
      ),
    ),
    h(
      'p',
      { class: 'note' },
      'Percent of the last token’s attention that moves to another place in text B. The tokens that differ are one place.',
    ),
  );
}

/**
 * @param {HTMLElement} element
 * @param {Pair[]} pairs
 * @param {Selection} selected
 */
export function drawButterfly(element, pairs, { layer, head }) {
  const max = pairs.reduce((most, pair) => Math.max(most, pair.leftWeight, pair.rightWeight), 0) || 1;
  const last = pairs[pairs.length - 1];
  replace(
    element,
    h('h3', {}, `Layer ${layer}, head ${head}, from “${running(last.left ?? '')}”`),
    h(
      'table',
      { class: 'butterfly att-butterfly' },
      butterflyHead('Text A', 'Token', 'Text B'),
      h(
        'tbody',
        {},
        pairs.map((pair) => row(pair, max)),
      ),
    ),
    h('p', { class: 'att-sums' }, h('span', {}, arithmetic(pairs))),
  );
}

/**
 * @param {Pair} pair
 * @param {number} max
 */
function row({ left, right, leftWeight, rightWeight }, max) {
  const isSame = left === right;
  const name = (/** @type {string | null} */ text) => (text === null ? '–' : running(text));
  const bar = (/** @type {string | null} */ text, /** @type {number} */ weight) =>
    text === null ? null : { length: weight / max, text: percent(weight) };
  return butterflyRow(
    {
      name: isSame ? name(left) : `${name(left)} / ${name(right)}`,
      left: bar(left, leftWeight),
      right: bar(right, rightWeight),
    },
    { class: isSame ? null : 'differs' },
  );
}

/** @param {Pair[]} pairs */
function arithmetic(pairs) {
  const greatest = differences(pairs)
    .map(Math.abs)
    .sort((a, b) => b - a);
  const named = greatest.slice(0, TERMS).map((difference) => fixed(difference * 100, 1));
  const rest = greatest.slice(TERMS).reduce((a, b) => a + b, 0);
  const sum = `${named.join(' + ')}${greatest.length > TERMS ? ` + ${fixed(rest * 100, 1)} (others)` : ''}`;
  return `½ · (${sum}) = ${percent(moved(pairs))} of the attention moves.`;
}
