/**
 * The logit lens of a text: what the model would predict if it stopped after each layer.
 *
 * @typedef {object} Lens
 * @property {number} numDepths the embeddings, and one after each layer
 * @property {number} numTokens
 * @property {number} top candidates in each cell
 * @property {{id: number, text: string}[]} answers the prediction after the last layer, for each token
 * @property {Float32Array} p probability of the answer, by depth and token
 * @property {Int32Array} rank of the answer
 * @property {Float32Array} kl divergence from the last layer, in nats
 * @property {Int32Array} topIds
 * @property {Float32Array} topP
 * @property {Float32Array} topLogits
 * @property {Record<string, string>} texts by id
 */
import { request } from '../core/api.js';
import { floats, integers } from '../core/base64.js';
import { modelName } from '../core/models.js';

const TOP = 4;

/** @type {{key: string, lens: Lens} | null} */
let last = null;

/**
 * @param {number[]} ids
 * @param {AbortSignal} signal
 * @returns {Promise<Lens>}
 */
export async function readLens(ids, signal) {
  const key = `${modelName()} ${ids.join(' ')}`;
  if (last?.key !== key) {
    const body = { model: modelName(), prompt: ids, top: TOP, encoding: 'f32' };
    last = { key, lens: decode(await request('v1/explain/logit-lens', { body, signal })) };
  }
  return last.lens;
}

/**
 * @param {any} response
 * @returns {Lens}
 */
function decode(response) {
  const topIds = integers(response.top_ids);
  const numDepths = response.depths.length;
  const numTokens = response.tokens.length;
  return {
    numDepths,
    numTokens,
    top: topIds.length / (numDepths * numTokens),
    answers: response.answers,
    p: floats(response.p),
    rank: integers(response.rank),
    kl: floats(response.kl),
    topIds,
    topP: floats(response.top_p),
    topLogits: floats(response.top_logits),
    texts: response.texts,
  };
}

/**
 * The likeliest tokens of a cell.
 *
 * @param {Lens} lens
 * @param {number} depth
 * @param {number} token
 * @returns {{id: number, text: string, p: number, logit: number}[]}
 */
export function candidates(lens, depth, token) {
  const from = (depth * lens.numTokens + token) * lens.top;
  return Array.from({ length: lens.top }, (_, i) => {
    const id = lens.topIds[from + i];
    return { id, text: lens.texts[id] ?? `token ${id}`, p: lens.topP[from + i], logit: lens.topLogits[from + i] };
  });
}

/**
 * The depth from which on the answer is the likeliest token.
 *
 * @param {Lens} lens
 * @param {number} token
 */
export function settledAt(lens, token) {
  let depth = lens.numDepths - 1;
  while (depth > 0 && lens.rank[(depth - 1) * lens.numTokens + token] === 1) {
    depth--;
  }
  return depth;
}

/**
 * A depth by the layer that it follows, as the API numbers layers.
 *
 * @param {number} depth
 */
export function depthName(depth) {
  return depth === 0 ? 'embeddings' : `layer ${depth - 1}`;
}

/** The same for a narrow place. @param {number} depth */
export function shortDepthName(depth) {
  return depth === 0 ? 'emb.' : `L${depth - 1}`;
}
