/**
 * One head in full: scores before and after scaling, weights, queries and keys.
 *
 * @typedef {{layer: number, head: number, raw: number[][], scaled: number[][], softmax: number[][], queries: number[][], keys: number[][]}} Neuron
 *   matrices by query and key; queries and keys by token and dimension
 */
import { request } from '../core/api.js';
import { modelName } from '../core/models.js';

const CACHED = 12;

/** @type {Map<string, Neuron>} */
const cache = new Map();

/**
 * @param {number[]} ids
 * @param {number} layer
 * @param {number} head
 * @param {AbortSignal} signal
 * @returns {Promise<Neuron>}
 */
export async function readNeuron(ids, layer, head, signal) {
  const key = `${modelName()} ${layer} ${head} ${ids.join(' ')}`;
  const known = cache.get(key);
  if (known) {
    return known;
  }
  const body = {
    model: modelName(),
    prompt: ids,
    view: 'neuron',
    layers: [layer],
    heads: [head],
    stages: ['raw', 'scaled', 'softmax'],
  };
  const response = await request('v1/explain/attention', { body, signal });
  const one = (/** @type {number[][][][]} */ matrices) => matrices[0][0];
  const { raw, scaled, attention, queries, keys } = response;
  const neuron = {
    layer,
    head,
    raw: one(raw),
    scaled: one(scaled),
    softmax: one(attention),
    queries: one(queries),
    keys: one(keys),
  };
  cache.set(key, neuron);
  if (cache.size > CACHED) {
    cache.delete(/** @type {string} */ (cache.keys().next().value));
  }
  return neuron;
}
