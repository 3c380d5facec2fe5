/**
 * All heads as small matrices, a row for each layer.
 *
 * @import { Heads } from './heads.js'
 */
import { h, redraw } from '../dom/dom.js';
import { sequentialTable } from '../dom/color.js';
import { fixed, percent } from '../dom/format.js';
import { set } from '../core/store.js';
import { PATTERNS, weight } from './heads.js';

/** Below this number of heads their patterns are written out. */
const FEW = 8;
const DISTANCES = 16;

/**
 * @param {HTMLElement} element
 * @param {Heads} heads
 * @param {{layer: number, head: number, hideFirst: boolean}} chosen
 */
export function drawThumbnails(element, heads, { layer, head, hideFirst }) {
  const pattern = heads.patterns[layer][head];
  const indices = [...Array(heads.numHeads).keys()];
  const isPart = heads.layers.length < heads.patterns.length;
  redraw(
    element,
    h(
      'header',
      {},
      h('h2', {}, 'All heads'),
      h('span', { class: 'dim' }, `${heads.patterns.length} layers × ${heads.numHeads} heads`),
    ),
    isPart &&
      h(
        'p',
        { class: 'note' },
        `The text is too long for all layers at once. This is layer ${layer}. `,
        layerButtons(heads.patterns.length, layer),
      ),
    h(
      'div',
      { class: 'hgrid', vars: { '--nh': heads.numHeads } },
      h('span', {}),
      indices.map((i) => h('span', { class: 'ax' }, `h${i}`)),
      heads.layers.map((l) => [
        h('span', { class: 'ax' }, `L${l}`),
        indices.map((i) => thumbnail(heads, l, i, l === layer && i === head, hideFirst)),
      ]),
    ),
    h(
      'p',
      { class: 'note' },
      'A row is a token that attends, a column a token attended to. ',
      h('b', {}, `Layer ${layer}, head ${head}: `),
      PATTERNS[pattern.pattern][1],
      ` Mean distance ${fixed(pattern.distance, 1)} tokens, entropy ${fixed(pattern.entropy)} nats.`,
    ),
    h('h3', { class: 'gap' }, 'Attention by distance'),
    distances(heads, layer, head),
  );
}

/**
 * @param {number} numLayers
 * @param {number} layer
 */
function layerButtons(numLayers, layer) {
  return h(
    'span',
    { class: 'seg', role: 'group', 'aria-label': 'Layer' },
    [...Array(numLayers).keys()].map((l) =>
      h('button', { type: 'button', 'aria-pressed': String(l === layer), onclick: () => set({ l }) }, String(l)),
    ),
  );
}

/**
 * @param {Heads} heads
 * @param {number} layer
 * @param {number} head
 * @param {boolean} isChosen
 * @param {boolean} hideFirst
 */
function thumbnail(heads, layer, head, isChosen, hideFirst) {
  const { pattern, distance } = heads.patterns[layer][head];
  const [word, sentence] = PATTERNS[pattern];
  return h(
    'button',
    {
      type: 'button',
      class: 'cell',
      'aria-pressed': String(isChosen),
      'aria-label': `Layer ${layer}, head ${head}: ${word}`,
      title: `Layer ${layer}, head ${head}. ${sentence} Mean distance ${distance.toFixed(1)} tokens.`,
      onclick: () => set({ l: layer, h: head, also: '' }),
    },
    image(heads, layer, head, hideFirst),
    h('span', { class: pattern === 'mixed' ? 'badge' : 'badge named' }, heads.numHeads > FEW ? '' : word),
  );
}

/**
 * @param {Heads} heads
 * @param {number} layer
 * @param {number} head
 * @param {boolean} hideFirst
 */
function image(heads, layer, head, hideFirst) {
  const size = heads.numTokens;
  const canvas = h('canvas', { width: size, height: size, 'aria-hidden': 'true' });
  const context = canvas.getContext('2d');
  if (!context) {
    return canvas;
  }
  const table = sequentialTable();
  const picture = context.createImageData(size, size);
  for (let query = 0; query < size; query++) {
    for (let key = 0; key <= query; key++) {
      const from = Math.round(Math.sqrt(weight(heads, layer, head, query, key, hideFirst)) * 255) * 3;
      picture.data.set(table.subarray(from, from + 3), (query * size + key) * 4);
      picture.data[(query * size + key) * 4 + 3] = 255;
    }
  }
  context.putImageData(picture, 0, 0);
  return canvas;
}

/**
 * The mean weight by the distance between query and key.
 *
 * @param {Heads} heads
 * @param {number} layer
 * @param {number} head
 */
function distances(heads, layer, head) {
  const { numTokens } = heads;
  const means = Array.from({ length: Math.min(DISTANCES, numTokens) }, (_, distance) => {
    let sum = 0;
    for (let query = distance; query < numTokens; query++) {
      sum += weight(heads, layer, head, query, query - distance);
    }
    return sum / (numTokens - distance);
  });
  const max = Math.max(...means);
  return h(
    'div',
    { class: 'dist', role: 'img', 'aria-label': means.map((mean, i) => `distance ${i}: ${percent(mean)}`).join(', ') },
    means.map((mean, i) =>
      h('div', {}, h('i', { vars: { '--b': (mean / max).toFixed(3) } }), h('span', {}, i === 0 ? 'self' : String(i))),
    ),
  );
}
