/**
 * The path of a token through the model, with the prediction after each layer.
 *
 * @import { Lens } from '../layers/lens.js'
 */
import { h } from '../dom/dom.js';
import { count, percent, running } from '../dom/format.js';
import { readArchitecture } from '../core/architecture.js';
import { modelName } from '../core/models.js';
import { link, state } from '../core/store.js';
import { candidates, readLens } from '../layers/lens.js';
import { tokens } from '../text/document.js';

/** Layers that are shown. A larger model shows the first, the last and some between. */
const MAX_LAYERS = 6;

/**
 * @param {number[]} ids
 * @param {number} position index of the predicted token, at least 1
 * @param {AbortSignal} signal
 * @returns {Promise<HTMLElement>}
 */
export async function path(ids, position, signal) {
  const [lens, model] = await Promise.all([
    readLens(ids, signal),
    readArchitecture(modelName(), signal),
  ]);
  const all = tokens(state.text);
  const target = all[position];
  const answer = lens.answers[position - 1];
  const facts = `${model.num_heads} heads, ${count(model.parameters.block)} parameters`;
  return h(
    'section',
    { class: 'sect' },
    h(
      'header',
      {},
      h(
        'h2',
        {},
        'From “',
        running(all[position - 1].text),
        '” to “',
        h('span', { class: 'rubric' }, running(target.text)),
        '”',
      ),
      h(
        'span',
        { class: 'dim' },
        `The prediction after each layer. The dot grows with the probability of the final prediction, “${running(answer.text)}”.`,
      ),
    ),
    h(
      'ol',
      { class: 'flow' },
      stop({ name: 'Text', what: `${position} tokens`, href: link('write') }),
      stop({
        name: 'Embeddings',
        what: `token and position, ${count(model.hidden_size)} numbers`,
        href: link('weights', { w: 'wte.weight' }),
        lens,
        depth: 0,
        position,
      }),
      layers(model.num_layers).map((layer) =>
        stop({
          name: `Layer ${layer}`,
          what: facts,
          href: link('attention', { l: layer, h: 0 }),
          lens,
          depth: layer + 1,
          position,
        }),
      ),
      stop({ name: 'Logits', what: `${count(model.vocabulary_size)} scores`, href: link('next') }),
      h(
        'li',
        { class: 'plain end' },
        h('a', { href: link('next') }, 'Choice'),
        h('p', {}, 'one token'),
        h(
          'p',
          { class: 'guess' },
          h('b', { class: 'rubric' }, running(target.text)),
          h('small', {}, percent(Math.exp(target.logprob ?? -Infinity))),
        ),
      ),
    ),
  );
}

/** @param {number} numLayers */
function layers(numLayers) {
  const shown = Math.min(MAX_LAYERS, numLayers);
  return Array.from({ length: shown }, (_, i) => Math.round((i * (numLayers - 1)) / Math.max(1, shown - 1)));
}

/**
 * @param {{name: string, what: string, href: string, lens?: Lens, depth?: number, position?: number}} options
 */
function stop({ name, what, href, lens, depth = 0, position = 1 }) {
  if (!lens) {
    return h('li', { class: 'plain' }, h('a', { href }, name), h('p', {}, what));
  }
  const [best] = candidates(lens, depth, position - 1);
  const p = lens.p[depth * lens.numTokens + position - 1];
  return h(
    'li',
    { vars: { '--dot': `${(5 + 17 * Math.sqrt(p)).toFixed(1)}px` } },
    h('a', { href }, name),
    h('p', {}, what),
    h('p', { class: 'guess' }, h('b', {}, running(best.text)), h('small', {}, percent(best.p))),
  );
}
