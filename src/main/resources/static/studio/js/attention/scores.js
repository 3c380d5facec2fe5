/**
 * One head exactly: its scores before and after scaling and its weights; and the queries and keys behind them.
 *
 * @typedef {{size: number, raw: Float32Array, scaled: Float32Array, softmax: Float32Array}} Scores row by row; the service computes
 *   raw and scaled for later tokens too
 * @typedef {{queries: number[][], keys: number[][]}} Vectors `[token][dimension]`
 */
import { request } from '../core/api.js';
import { floats } from '../core/base64.js';
import { Cache } from '../core/cache.js';
import { modelName } from '../core/models.js';

/** @type {Cache<Scores>} */
const scoresCache = new Cache(24);

/** @type {Cache<Vectors>} */
const vectorsCache = new Cache(24);

/**
 * @param {number[]} ids
 * @param {number} layer
 * @param {number} head
 * @param {AbortSignal} signal
 * @returns {Promise<Scores>}
 */
export async function scores(ids, layer, head, signal) {
  const key = keyOf(ids, layer, head);
  const known = scoresCache.get(key);
  if (known) {
    return known;
  }
  const stages = ['raw', 'scaled', 'softmax'];
  const body = { ...bodyOf(ids, layer, head), view: 'head', stages, encoding: 'f32' };
  const { raw, scaled, attention } = await request('v1/explain/attention', { body, signal });
  const loaded = {
    size: ids.length,
    raw: floats(raw[0][0]),
    scaled: floats(scaled[0][0]),
    softmax: floats(attention[0][0]),
  };
  scoresCache.set(key, loaded);
  return loaded;
}

/**
 * @param {number[]} ids
 * @param {number} layer
 * @param {number} head
 * @param {AbortSignal} signal
 * @returns {Promise<Vectors>}
 */
export async function vectors(ids, layer, head, signal) {
  const key = keyOf(ids, layer, head);
  const known = vectorsCache.get(key);
  if (known) {
    return known;
  }
  const body = { ...bodyOf(ids, layer, head), view: 'neuron', products: false };
  const response = await request('v1/explain/attention', { body, signal });
  const loaded = { queries: response.queries[0][0], keys: response.keys[0][0] };
  vectorsCache.set(key, loaded);
  return loaded;
}

/**
 * @param {number[]} ids
 * @param {number} layer
 * @param {number} head
 */
function bodyOf(ids, layer, head) {
  return { model: modelName(), prompt: ids, layers: [layer], heads: [head] };
}

/**
 * @param {number[]} ids
 * @param {number} layer
 * @param {number} head
 */
function keyOf(ids, layer, head) {
  return `${modelName()} ${layer} ${head} ${ids.join(' ')}`;
}
