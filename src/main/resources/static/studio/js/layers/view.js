/**
 * Layers: the logit lens. Read a row from left to right to see how the prediction changes with depth.
 *
 * @import { Lens } from './lens.js'
 * @import { Shading } from './grid.js'
 */
import { h, redraw } from '../dom/dom.js';
import { segments } from '../dom/widgets.js';
import { locked, on, set, state } from '../core/store.js';
import { TextExplanation } from '../text/explanation.js';
import { setInk } from '../text/ink.js';
import { drawGrid, markGrid } from './grid.js';
import { depthName, readLens, settledAt } from './lens.js';
import { drawSide } from './side.js';

const SHADINGS = /** @type {const} */ ([
  ['p', 'Answer’s probability'],
  ['top', 'Highest probability'],
  ['rank', 'Answer’s rank'],
  ['kl', 'KL to the answer'],
]);

/**
 * @param {HTMLElement} root
 * @returns {() => void} ends the view
 */
export function show(root) {
  const table = h('table', { class: 'lens' });
  const head = h('header', {});
  const grid = h(
    'section',
    { class: 'panel', 'aria-label': 'Logit lens' },
    head,
    h('div', { class: 'scroll-x' }, table),
    h(
      'p',
      { class: 'note' },
      h('i', { class: 'dotmark' }),
      ' From this layer on the answer is the likeliest token. The model was not trained to be read after middle layers, so early columns are hints.',
    ),
  );
  const side = h('aside', { class: 'panel lens-side', 'aria-label': 'Selected token' });
  const body = h('div', { class: 'cols lensv' }, grid, side);
  const explanation = new TextExplanation(root, body, (ids, signal) => readLens(ids, signal), draw);

  const shading = () => /** @type {Shading} */ (SHADINGS.find(([id]) => id === state.params.by)?.[0] ?? 'p');

  /** @param {Lens} lens */
  function draw(lens) {
    drawGrid(table, lens, shading());
    drawHead();
    mark(lens);
    setInk(
      (_, index) => {
        const early = index < lens.numTokens ? 1 - settledAt(lens, index) / (lens.numDepths - 1) : 0;
        return {
          wash: early,
          bar: early,
          say: index < lens.numTokens ? `settled after ${depthName(lens, settledAt(lens, index))}` : '',
        };
      },
      { label: 'More ink: the next token is settled earlier', low: 'last layer', high: 'first' },
    );
  }

  function drawHead() {
    redraw(
      head,
      h('h2', {}, 'Prediction after each layer'),
      h(
        'div',
        { class: 'end row' },
        h('span', { class: 'dim' }, 'Shade by'),
        segments('Shade by', SHADINGS, shading(), (value) => set({ by: value === 'p' ? '' : value })),
      ),
    );
  }

  /** @param {Lens} lens */
  function mark(lens) {
    const token = Math.min(lens.numTokens - 1, Math.max(0, locked() ?? lens.numTokens - 1));
    const depth = Math.max(0, Math.min(lens.numDepths - 1, Number(state.params.d ?? lens.numDepths - 1)));
    markGrid(table, token, depth);
    drawSide(side, lens, Math.min(lens.numTokens - 1, state.hover ?? token), depth);
  }

  const off = on(['params', 'hover', 'theme'], (topic, keys) => {
    if (explanation.value && (topic === 'theme' || keys.includes('by'))) {
      draw(explanation.value);
    } else if (explanation.value) {
      mark(explanation.value);
    }
  });
  return () => {
    off();
    explanation.end();
  };
}
