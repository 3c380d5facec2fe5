/**
 * The attention weights of a text, one byte for each query and key, and the pattern of each head.
 *
 * @typedef {{pattern: string, entropy: number, distance: number}} Pattern
 *
 * @typedef {object} Heads
 * @property {number} numTokens
 * @property {number[]} layers of the response: all, or one if all are too many
 * @property {number} numHeads
 * @property {Uint8Array[][]} weights by layer of the response and head; 255 is 1
 * @property {Pattern[][]} patterns by layer of the model and head
 */
import { ApiError, request } from '../core/api.js';
import { bytes } from '../core/base64.js';
import { modelName } from '../core/models.js';

/** What a head does, in a word and in a sentence. @type {Record<string, [string, string]>} */
export const PATTERNS = {
  first_token: ['first', 'Attends to the first token, often because no other token is relevant.'],
  previous_token: ['previous', 'Attends to the token before.'],
  self: ['self', 'Attends to the token itself.'],
  repeated_token: ['repeat', 'Attends to earlier occurrences of the same token.'],
  induction: ['induction', 'Attends to the tokens after earlier occurrences of the same token.'],
  broad: ['broad', 'Attends to many tokens alike.'],
  local: ['local', 'Attends to tokens close by.'],
  mixed: ['mixed', 'No single pattern holds half of the attention.'],
};

/**
 * @param {number[]} ids
 * @param {number} layer to read alone, if all layers are too many for one response
 * @param {AbortSignal} signal
 * @returns {Promise<Heads>}
 */
export async function readHeads(ids, layer, signal) {
  const base = { model: modelName(), prompt: ids };
  const [response, { patterns }] = await Promise.all([
    readWeights(base, layer, signal),
    request('v1/explain/attention/patterns', { body: base, signal }),
  ]);
  return {
    numTokens: response.tokens.length,
    layers: response.layers,
    numHeads: response.heads.length,
    weights: response.attention.map((/** @type {string[]} */ heads) => heads.map(bytes)),
    patterns,
  };
}

/**
 * @param {object} base
 * @param {number} layer
 * @param {AbortSignal} signal
 */
async function readWeights(base, layer, signal) {
  const body = { ...base, view: 'model', encoding: 'u8' };
  try {
    return await request('v1/explain/attention', { body, signal });
  } catch (error) {
    if (error instanceof ApiError && error.status === 413) {
      return request('v1/explain/attention', { body: { ...body, layers: [layer] }, signal });
    }
    throw error;
  }
}

/**
 * The weight that a query gives to a key.
 *
 * @param {Heads} heads
 * @param {number} layer of the model
 * @param {number} head
 * @param {number} query
 * @param {number} key
 * @param {boolean} [hideFirst] whether the first token counts as 0
 */
export function weight(heads, layer, head, query, key, hideFirst = false) {
  if (key > query || (hideFirst && key === 0)) {
    return 0;
  }
  return heads.weights[heads.layers.indexOf(layer)][head][(query * (query + 1)) / 2 + key] / 255;
}
