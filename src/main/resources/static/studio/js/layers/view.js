/**
 * Layers: the logit lens. Read a row from left to right to see how the prediction changes with depth.
 *
 * @import { Lens } from './lens.js'
 * @import { Shading } from './grid.js'
 */
import { isBytes } from '../dom/bytes.js';
import { h, oncePerFrame, redraw } from '../dom/dom.js';
import { bytesNote, count } from '../dom/format.js';
import { segments } from '../dom/widgets.js';
import { locked, on, set, state } from '../core/store.js';
import { tokens } from '../text/document.js';
import { TextExplanation } from '../text/explanation.js';
import { setInk } from '../text/ink.js';
import { windowAround } from '../text/window.js';
import { FAR, drawGrid, markGrid } from './grid.js';
import { depthName, readLens, settledAt } from './lens.js';
import { Side } from './side.js';

const SHADINGS = /** @type {const} */ ([
  ['p', 'Answer’s probability'],
  ['top', 'Highest probability'],
  ['rank', 'Answer’s rank'],
  ['kl', 'KL'],
]);

/** The ends of the scale. @type {Record<Shading, [string, string]>} */
const ENDS = {
  p: ['0', '100%'],
  top: ['0', '100%'],
  rank: ['low', '1'],
  kl: [`${FAR} nats`, '0'],
};

/**
 * @param {HTMLElement} root
 * @returns {() => void} ends the view
 */
export function show(root) {
  const table = h('table', { class: 'lens' });
  const head = h('header', {});
  const part = h('div', { class: 'row lens-part' });
  const bytes = h('p', { class: 'note', hidden: true }, bytesNote());
  const grid = h(
    'section',
    { class: 'panel', 'aria-label': 'Logit lens' },
    head,
    h('div', { class: 'scroll-x' }, table),
    part,
    h(
      'p',
      { class: 'note' },
      h('i', { class: 'dotmark' }),
      ' From this layer on the answer is the likeliest token. ',
      'The model was not trained to be read after middle layers, so early columns are hints.',
    ),
    bytes,
  );
  const side = new Side();
  const body = h('div', { class: 'cols lensv' }, grid, side.element);
  const explanation = new TextExplanation(root, body, (ids, signal) => readLens(ids, signal), draw);

  const shading = () => /** @type {Shading} */ (SHADINGS.find(([id]) => id === state.params.by)?.[0] ?? 'p');

  /** @param {Lens} lens */
  const locate = (lens) => ({
    token: Math.min(lens.numTokens - 1, locked() ?? lens.numTokens - 1),
    depth: Math.max(0, Math.min(lens.numDepths - 1, Number(state.params.d ?? lens.numDepths - 1) || 0)),
  });

  let rows = { first: 0, last: 0 };

  /** @param {Lens} lens */
  function draw(lens) {
    rows = windowAround(lens.numTokens, locate(lens).token);
    const isFocused = table.contains(document.activeElement);
    drawGrid(table, lens, shading(), rows);
    drawHead();
    drawPart(lens);
    bytes.hidden = !Object.values(lens.texts).some(isBytes);
    mark(lens);
    if (isFocused) {
      /** @type {HTMLElement | null} */ (table.querySelector('button[tabindex="0"]'))?.focus();
    }
    setInk(
      (_, index) => {
        const early = index < lens.numTokens ? 1 - settledAt(lens, index) / (lens.numDepths - 1) : 0;
        return {
          wash: early,
          bar: early,
          say: index < lens.numTokens ? `settled after ${depthName(settledAt(lens, index))}` : '',
        };
      },
      { label: 'More ink: the next token is settled earlier', low: 'last layer', high: 'first' },
    );
  }

  function drawHead() {
    const [low, high] = ENDS[shading()];
    redraw(
      head,
      h('h2', {}, 'Prediction after each layer'),
      h('span', { class: 'legend' }, h('span', {}, low), h('i', { class: 'lens-scale' }), h('span', {}, high)),
      h(
        'div',
        { class: 'end row' },
        h('span', { class: 'dim' }, 'Shade by'),
        segments('Shade by', SHADINGS, shading(), (value) => set({ by: value === 'p' ? '' : value })),
      ),
    );
  }

  /** Says which tokens of a long text are shown. @param {Lens} lens */
  function drawPart({ numTokens }) {
    const { first, last } = rows;
    const go = (/** @type {string} */ label, /** @type {number} */ t, /** @type {boolean} */ disabled) =>
      h('button', { class: 'btn small', type: 'button', disabled, onclick: () => set({ t }) }, label);
    redraw(
      part,
      last - first < numTokens && [
        h('span', { class: 'note' }, `Tokens ${count(first)} to ${count(last - 1)} of ${count(numTokens)}.`),
        go('Earlier tokens', Math.max(0, first - 1), first === 0),
        go('Later tokens', Math.min(numTokens - 1, last), last === numTokens),
      ],
    );
  }

  /** @param {Lens} lens */
  function mark(lens) {
    const { token, depth } = locate(lens);
    if (token < rows.first || token >= rows.last) {
      draw(lens);
      return;
    }
    markGrid(table, token, depth);
    side.draw(lens, Math.min(lens.numTokens - 1, state.hover ?? token), depth);
  }

  const point = oncePerFrame(() => explanation.value && mark(explanation.value));
  const off = on(['params', 'hover', 'theme', 'text'], (topic, keys) => {
    const lens = explanation.value;
    if (!lens || tokens(state.text).length !== lens.numTokens) {
      return;
    }
    if (topic === 'hover') {
      point();
    } else if (topic !== 'params' || keys.includes('by')) {
      draw(lens);
    } else {
      mark(lens);
    }
  });
  return () => {
    off();
    explanation.end();
  };
}
