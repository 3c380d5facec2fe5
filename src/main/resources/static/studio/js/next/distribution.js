/**
 * The distribution after a context, as the service computes it in float32. One request brings all logits; sliders need no other.
 *
 * @typedef {object} Distribution
 * @property {Int32Array} ids all token ids, the most likely first
 * @property {Float64Array} logits of these tokens
 * @property {number} logSumExp
 * @property {number} entropy in nats
 * @property {Map<number, string>} texts of the most likely tokens, by id
 */
import { request } from '../core/api.js';
import { floats } from '../core/base64.js';
import { Cache } from '../core/cache.js';
import { modelName } from '../core/models.js';

/** Tokens with a text. */
const TEXTS = 200;

/** @type {Cache<Distribution>} */
const cache = new Cache(24);

/**
 * @param {number[]} context token ids, at least one
 * @returns {Distribution | undefined} if it was requested before
 */
export function cached(context) {
  return cache.get(keyOf(context));
}

/**
 * @param {number[]} context token ids, at least one
 * @param {AbortSignal} signal
 * @returns {Promise<Distribution>}
 */
export async function distribution(context, signal) {
  const known = cached(context);
  if (known) {
    return known;
  }
  const body = { model: modelName(), prompt: context, top: TEXTS, encoding: 'f32' };
  const response = await request('v1/explain/next-token', { body, signal });
  const loaded = sorted(floats(response.logits), response);
  cache.set(keyOf(context), loaded);
  return loaded;
}

/** @param {number[]} context */
function keyOf(context) {
  return `${modelName()} ${context.join(' ')}`;
}

/**
 * @param {Float32Array} byId
 * @param {any} response
 * @returns {Distribution}
 */
function sorted(byId, response) {
  const ids = Int32Array.from(byId.keys()).sort((a, b) => byId[b] - byId[a] || a - b);
  return {
    ids,
    logits: Float64Array.from(ids, (id) => byId[id]),
    logSumExp: response.log_sum_exp,
    entropy: response.entropy,
    texts: new Map(response.candidates.map((/** @type {any} */ candidate) => [candidate.id, candidate.text])),
  };
}
