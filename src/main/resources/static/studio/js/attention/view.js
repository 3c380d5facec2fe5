/**
 * Attention: all heads, one head as lines between tokens, and the same head as a matrix.
 *
 * @import { Heads } from './heads.js'
 */
import { h } from '../dom/dom.js';
import { percent, running } from '../dom/format.js';
import { isAbort } from '../core/api.js';
import { locked, on, state } from '../core/store.js';
import { tokens } from '../text/document.js';
import { TextExplanation } from '../text/explanation.js';
import { setInk } from '../text/ink.js';
import { choice } from './choice.js';
import { readHeads, weight } from './heads.js';
import { HeadLines } from './lines.js';
import { drawMatrix } from './matrix.js';
import { readNeuron } from './neuron.js';
import { drawThumbnails } from './thumbnails.js';

/**
 * @param {HTMLElement} root
 * @returns {() => void} ends the view
 */
export function show(root) {
  const grid = h('section', { class: 'panel heads', 'aria-label': 'All heads' });
  const head = h('section', { class: 'panel hv', 'aria-label': 'Head view' });
  const matrix = h('section', { class: 'panel mx', 'aria-label': 'Matrix' });
  const lines = new HeadLines(head);
  const body = h(
    'div',
    {},
    h(
      'p',
      { class: 'caution note' },
      'Attention shows which tokens a head reads. It does not explain the prediction by itself.',
    ),
    h('div', { class: 'cols attn' }, grid, head, matrix),
  );
  let controller = new AbortController();
  let built = '';
  const explanation = new TextExplanation(
    root,
    body,
    (ids, signal) => readHeads(ids, Number(state.params.l ?? 0) || 0, signal),
    (heads) => {
      built = '';
      draw(heads);
    },
  );

  /** @param {Heads} heads */
  const selected = (heads) =>
    Math.max(0, Math.min(heads.numTokens - 1, state.hover ?? locked() ?? heads.numTokens - 1));

  /** @param {Heads} heads */
  function draw(heads) {
    const chosen = choice(heads.patterns.length, heads.numHeads);
    if (!heads.layers.includes(chosen.layer)) {
      explanation.again();
      return;
    }
    const { layer, head: index, also, hideFirst } = chosen;
    const key = [layer, index, hideFirst, also.join()].join();
    if (key !== built) {
      built = key;
      drawThumbnails(grid, heads, chosen);
      lines.build(heads, chosen);
    }
    const query = selected(heads);
    lines.draw(query);
    void drawHead(heads, query);
    const of = (/** @type {number} */ i) => weight(heads, layer, index, query, i, hideFirst);
    setInk(
      (_, i) =>
        i > query ? { later: true, say: 'not seen' } : { wash: Math.sqrt(of(i)), bar: of(i), say: percent(of(i)) },
      {
        label: `What “${running(tokens(state.text)[query]?.text ?? '')}” attends to, layer ${layer}, head ${index}`,
        low: '0',
        high: '100%',
      },
    );
  }

  /**
   * @param {Heads} heads
   * @param {number} query
   */
  async function drawHead(heads, query) {
    const { layer, head: index, stage } = choice(heads.patterns.length, heads.numHeads);
    const ids = tokens(state.text).map((token) => token.id);
    controller.abort();
    controller = new AbortController();
    try {
      const neuron = await readNeuron(ids, layer, index, controller.signal);
      if (neuron.softmax.length === heads.numTokens) {
        drawMatrix(matrix, neuron, stage, query);
      }
    } catch (error) {
      if (!isAbort(error)) {
        matrix.replaceChildren(h('p', { class: 'note' }, String(error instanceof Error ? error.message : error)));
      }
    }
  }

  const off = on(['params', 'hover', 'theme'], (topic) => {
    if (topic === 'theme') {
      built = '';
    }
    if (explanation.value) {
      draw(explanation.value);
    }
  });
  return () => {
    off();
    controller.abort();
    explanation.end();
  };
}
