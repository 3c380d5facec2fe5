/**
 * The architecture of a model, read once.
 *
 * @typedef {object} Architecture
 * @property {number} vocabulary_size
 * @property {number} context_length
 * @property {number} hidden_size
 * @property {number} inner_size
 * @property {number} num_layers
 * @property {number} num_heads
 * @property {number} head_size
 * @property {string} precision
 * @property {string} device
 * @property {{total: number, embedding: number, block: number}} parameters
 * @property {{kv_bytes_per_token: number, kv_bytes_per_context: number}} memory
 */
import { request } from './api.js';

/** @type {Map<string, Architecture>} */
const known = new Map();

/**
 * @param {string} model
 * @param {AbortSignal} [signal]
 * @returns {Promise<Architecture>}
 */
export async function readArchitecture(model, signal) {
  const found = known.get(model) ?? (await request(`v1/models/${encodeURIComponent(model)}/architecture`, { signal }));
  known.set(model, found);
  return found;
}
