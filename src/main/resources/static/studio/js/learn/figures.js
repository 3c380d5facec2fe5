/**
 * The figures of Learn, computed for the text of the page.
 *
 * @import { Child } from '../dom/dom.js'
 */
import { h } from '../dom/dom.js';
import { sequentialTable } from '../dom/color.js';
import { fixed, marked, percent, running } from '../dom/format.js';
import { request } from '../core/api.js';
import { bytes } from '../core/base64.js';
import { modelName } from '../core/models.js';
import { state } from '../core/store.js';
import { Staircase } from '../cache/staircase.js';
import { readRun } from '../cache/run.js';
import { candidates, depthName, readLens } from '../layers/lens.js';
import { distribution } from '../next/distribution.js';
import { Pipeline, probability } from '../next/pipeline.js';
import { tokens } from '../text/document.js';

const BARS = 8;
const NEUTRAL = { top_k: 0, top_p: 1, min_p: 0, typical_p: 1 };

/** @typedef {(ids: number[], position: number, signal: AbortSignal) => Promise<Child>} Figure */

/** By page. Position: index of the explained token, at least 1. @type {Record<string, Figure>} */
export const FIGURES = {
  model: async (_, position) => {
    const token = tokens(state.text)[position];
    const list = token.candidates.slice(0, BARS);
    return [
      caption(`The likeliest tokens in the place of “${running(token.text)}”`),
      bars(
        list.map(({ id, text, logprob }) => ({
          text,
          value: Math.exp(logprob),
          say: percent(Math.exp(logprob)),
          chosen: id === token.id,
        })),
      ),
    ];
  },

  tokens: async () => [
    caption('The tokens of the prompt and their ids'),
    h(
      'p',
      { class: 'ids' },
      state.text.promptTokens.map(({ id, text }) => h('span', {}, running(text), h('small', {}, String(id)))),
    ),
  ],

  decoding: async (ids, position, signal) => {
    const found = await distribution(ids.slice(0, position), signal);
    return [0.5, 1.5].map((temperature) => {
      const stage = new Pipeline(found.logits).run({ temperature, ...NEUTRAL }).stages[1];
      const list = [...found.ids.slice(0, 5)].map((id, i) => {
        const p = probability(stage, i);
        return { text: found.texts.get(id) ?? '', value: p, say: percent(p) };
      });
      return [caption(`The same logits at temperature ${temperature}`), bars(list, 1)];
    });
  },

  search: async (_, __, signal) => {
    const prompt = state.text.promptTokens.map(({ id }) => id);
    const body = { model: modelName(), prompt, use_beam_search: true, num_beams: 4, n: 4, max_tokens: 8 };
    const { choices } = await request('v1/completions', { body, signal });
    const results = choices.map((/** @type {{text: string, score: number}} */ { text, score }) =>
      h('li', {}, h('small', {}, `${fixed(score)} `), text.replace(/\n+/g, ' ↵ ')),
    );
    return [caption('The results of four beams, with their scores'), h('ol', { class: 'found' }, results)];
  },

  attention: async (ids, _, signal) => {
    const body = { model: modelName(), prompt: ids.slice(0, 64), layers: [0], heads: [0], encoding: 'u8' };
    const { attention } = await request('v1/explain/attention', { body, signal });
    return [
      caption('Layer 0, head 0: a row for each token that reads'),
      triangle(bytes(attention[0][0]), Math.min(64, ids.length)),
    ];
  },

  layers: async (ids, position, signal) => {
    const lens = await readLens(ids, signal);
    const rows = Array.from({ length: lens.numDepths }, (_, depth) => {
      const [best] = candidates(lens, depth, position - 1);
      return { text: best.text, value: best.p, say: depthName(depth) };
    });
    return [caption('The likeliest token after each layer'), bars(rows, 1)];
  },

  importance: async (ids, position, signal) => {
    const body = { model: modelName(), prompt: ids.slice(0, position), target: ids[position], measure: 'logprob' };
    const { parts } = await request('v1/explain/importance', { body, signal });
    const top = [...parts].sort((a, b) => b.score - a.score).slice(0, BARS);
    const text = running(tokens(state.text)[position].text);
    return [
      caption(`The most important tokens for “${text}”, by occlusion`),
      bars(top.map(({ text: part, score }) => ({ text: part, value: Math.max(0, score), say: fixed(score) }))),
    ];
  },

  cache: async (ids, position, signal) => {
    const stairs = new Staircase(true);
    const run = await readRun(ids, signal);
    stairs.draw(run, Math.max(0, Math.min(run.steps.length - 1, position - run.numPromptTokens)));
    return [caption('Strong cells are computed, faint ones are read from the cache'), stairs.canvas];
  },

  training: async () => {
    const losses = tokens(state.text).flatMap(({ text, logprob }) =>
      logprob === null ? [] : [{ text, loss: -logprob }],
    );
    const mean = losses.reduce((sum, { loss }) => sum + loss, 0) / losses.length;
    const top = losses.sort((a, b) => b.loss - a.loss).slice(0, BARS);
    return [
      caption('The tokens of the text with the greatest loss'),
      bars(top.map(({ text, loss }) => ({ text, value: loss, say: fixed(loss) }))),
      h(
        'p',
        {},
        `Mean loss of ${losses.length} tokens: ${fixed(mean)} nats. Perplexity: e^${fixed(mean)} = ${fixed(Math.exp(mean))}`,
      ),
    ];
  },
};

/** @param {string} text */
function caption(text) {
  return h('figcaption', {}, text);
}

/**
 * @param {{text: string, value: number, say: string, chosen?: boolean}[]} rows
 * @param {number} [max] the value of a full bar
 */
function bars(rows, max = Math.max(1e-9, ...rows.map(({ value }) => value))) {
  return h(
    'ol',
    {},
    rows.map(({ text, value, say, chosen }) =>
      h(
        'li',
        { class: chosen ? 'alt chosen' : 'alt' },
        h('span', { class: 'w' }, marked(text)),
        h('span', { class: 'meter', vars: { '--b': (value / max).toFixed(4) } }),
        h('span', { class: 'p' }, say),
      ),
    ),
  );
}

/**
 * @param {Uint8Array} weights of the lower triangle, row by row
 * @param {number} size
 */
function triangle(weights, size) {
  const canvas = h('canvas', {
    width: size,
    height: size,
    class: 'triangle',
    role: 'img',
    'aria-label': 'Attention weights of a head',
  });
  const context = canvas.getContext('2d');
  if (context) {
    const picture = context.createImageData(size, size);
    const table = sequentialTable();
    let at = 0;
    for (let query = 0; query < size; query++) {
      for (let key = 0; key <= query; key++) {
        const from = Math.round(Math.sqrt(weights[at++] / 255) * 255) * 3;
        picture.data.set([...table.subarray(from, from + 3), 255], (query * size + key) * 4);
      }
    }
    context.putImageData(picture, 0, 0);
  }
  return canvas;
}
