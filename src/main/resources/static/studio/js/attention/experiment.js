/**
 * Compares how a head attends in two texts that differ in a word.
 *
 * @import { Heads } from './heads.js'
 * @import { Selection } from './selection.js'
 */
import { h } from '../dom/dom.js';
import { ApiError, isAbort, request } from '../core/api.js';
import { modelName } from '../core/models.js';
import { describe } from '../core/problems.js';
import { set, state } from '../core/store.js';
import { drawButterfly, drawMoved } from './butterfly.js';
import { align, moved } from './compared.js';
import { heads } from './heads.js';
import { scores } from './scores.js';

const TEXTS = ['Mr. Darcy is the son of', 'Mr. Darcy is the colleague of'];

/** @typedef {{ids: number[], tokens: string[], heads: Heads}} Side */

export class Experiment {
  /** @type {Side[]} */
  #sides = [];
  /** @type {Selection | null} */
  #selected = null;
  #controller = new AbortController();
  #key = '';

  constructor() {
    this.inputs = TEXTS.map((_, i) =>
      h('input', { type: 'text', id: `text-${'ab'[i]}`, value: this.#text(i), maxLength: 400, spellcheck: false }),
    );
    this.problem = h('p', { class: 'note', role: 'status' });
    this.grid = h('div', { class: 'att-moved' });
    this.table = h('div', { class: 'att-butterfly-box' });
    const form = h(
      'form',
      { class: 'att-compare-form' },
      this.inputs.map((input, i) => [h('label', { htmlFor: input.id }, i === 0 ? 'Text A' : 'Text B'), input]),
      h('button', { class: 'btn', id: 'compare-heads' }, 'Compare'),
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.element = h(
      'section',
      { class: 'sect experiment', 'aria-label': 'Experiment' },
      h('header', {}, h('h2', {}, 'Experiment: change a word')),
      h('p', { class: 'note' }, 'Two texts that differ in a word. Which heads attend differently from the last token?'),
      form,
      this.problem,
      h('div', { class: 'cols att-experiment-cols' }, this.grid, this.table),
    );
  }

  /** @param {number} i */
  #text(i) {
    return state.params[i === 0 ? 'xa' : 'xb'] ?? TEXTS[i];
  }

  /** Reads both texts, unless they are shown. */
  async load() {
    const key = [modelName(), this.#text(0), this.#text(1)].join('\n');
    if (key === this.#key) {
      return;
    }
    this.#key = key;
    this.#controller.abort();
    this.#controller = new AbortController();
    const { signal } = this.#controller;
    this.inputs.forEach((input, i) => (input.value = this.#text(i)));
    try {
      this.#sides = await read([this.#text(0), this.#text(1)], signal);
      this.problem.textContent = '';
      await this.#draw();
    } catch (error) {
      this.#fail(error);
    }
  }

  /** @param {Selection} selected the head to show */
  select(selected) {
    const isSame = selected.layer === this.#selected?.layer && selected.head === this.#selected?.head;
    this.#selected = selected;
    if (!isSame) {
      this.paint();
    }
  }

  /** Draws the comparison again. */
  paint() {
    this.#draw().catch((/** @type {unknown} */ error) => this.#fail(error));
  }

  end() {
    this.#controller.abort();
  }

  #submit() {
    const [a, b] = this.inputs.map(({ value }) => value);
    if (a.trim() === '' || b.trim() === '') {
      this.problem.textContent = 'Enter two texts.';
      return;
    }
    set({ xa: a === TEXTS[0] ? '' : a, xb: b === TEXTS[1] ? '' : b });
    void this.load();
  }

  async #draw() {
    const [left, right] = this.#sides;
    const selected = this.#selected;
    if (!left || !right || !selected) {
      return;
    }
    const { layer, head } = selected;
    const shares = left.heads.triangles.map((heads, l) =>
      heads.map((_, k) =>
        moved(align(left.tokens, right.tokens, { left: lastRow(left, l, k), right: lastRow(right, l, k) })),
      ),
    );
    drawMoved(this.grid, shares, selected);
    const { signal } = this.#controller;
    const exact = await Promise.all(this.#sides.map(({ ids }) => scores(ids, layer, head, signal)));
    const rows = exact.map(({ size, softmax }) => softmax.subarray((size - 1) * size));
    drawButterfly(this.table, align(left.tokens, right.tokens, { left: rows[0], right: rows[1] }), selected);
  }

  /** @param {unknown} error */
  #fail(error) {
    if (!isAbort(error)) {
      this.#key = '';
      const known = error instanceof ApiError ? error : new ApiError(500, String(error));
      const { title, text } = describe(known);
      this.problem.textContent = `${title}. ${text}`;
    }
  }
}

/**
 * @param {string[]} prompts
 * @param {AbortSignal} signal
 * @returns {Promise<Side[]>}
 */
async function read(prompts, signal) {
  const { texts } = await request('v1/explain/score', {
    body: { model: modelName(), prompt: prompts, top: 1 },
    signal,
  });
  return Promise.all(
    texts.map(async (/** @type {{tokens: {id: number, text: string}[]}} */ { tokens }) => {
      const ids = tokens.map(({ id }) => id);
      return { ids, tokens: tokens.map(({ text }) => text), heads: await heads(ids, { signal }) };
    }),
  );
}

/**
 * The weights of the last token.
 *
 * @param {Side} side
 * @param {number} layer
 * @param {number} head
 */
function lastRow({ heads: { triangles, size } }, layer, head) {
  const triangle = triangles[layer][head] ?? new Uint8Array(0);
  return Float32Array.from(triangle.subarray(triangle.length - size), (weight) => weight / 255);
}
