/**
 * Scores of the parts of a context, as the service computes them. Each answer is kept, so that a method, a token or a view that was
 * shown before needs no request.
 *
 * @import { Method, MethodId } from './methods.js'
 *
 * @typedef {'token' | 'word' | 'sentence'} Granularity
 * @typedef {{context: number[], target: number, granularity: Granularity}} Question what to explain: a token after a context
 * @typedef {{from: number, to: number, text: string, score: number, sigma?: number}} Part tokens from (inclusive) to (exclusive)
 *
 * @typedef {object} Scores
 * @property {MethodId} method
 * @property {Part[]} parts
 * @property {number | null} value log-probability of the target
 * @property {{baseline_value: number, sum: number, delta: number} | null} completeness of integrated gradients
 * @property {string} baseline text of the token that replaces a part
 * @property {number[][] | null} layers scores of value zeroing, [layer][part]
 * @property {number | null} scale largest noise
 */
import { request } from '../core/api.js';
import { Cache } from '../core/cache.js';
import { modelName } from '../core/models.js';

/** @type {Cache<Scores>} */
const cache = new Cache(60);

/**
 * @param {Method} method
 * @param {Question} question
 * @returns {Scores | undefined} if they were requested before
 */
export function cached(method, question) {
  return cache.get(keyOf(method, question));
}

/**
 * @param {Method} method
 * @param {Question} question
 * @param {AbortSignal} signal
 * @returns {Promise<Scores>}
 */
export async function scores(method, question, signal) {
  const { context, target, granularity } = question;
  const body = { model: modelName(), prompt: context, method: method.id, granularity };
  const aimed = method.targeted ? { ...body, target, measure: 'logprob' } : body;
  const loaded = read(await request('v1/explain/importance', { body: aimed, signal }));
  keep(method, question, loaded);
  return loaded;
}

/**
 * @param {Method} method
 * @param {Question} question
 * @param {Scores} loaded
 */
export function keep(method, question, loaded) {
  cache.set(keyOf(method, question), loaded);
}

/**
 * @param {any} response
 * @returns {Scores}
 */
export function read(response) {
  return {
    method: response.method,
    parts: response.parts,
    value: response.value ?? null,
    completeness: response.completeness ?? null,
    baseline: response.baseline?.text ?? '',
    layers: response.layers ?? null,
    scale: response.scale ?? null,
  };
}

/**
 * @param {Method} method
 * @param {Question} question
 */
export function keyOf(method, { context, target, granularity }) {
  return [modelName(), method.id, granularity, method.targeted ? target : '', context.join(' ')].join('|');
}
