/**
 * The generation of the text with and without the KV cache.
 *
 * @typedef {{flops_with: number, flops_without: number, millis_with: number, millis_without: number}} Work
 * @typedef {{num_cached: number, num_computed: number, cache_bytes: number, work: Work}} Step
 *
 * @typedef {object} CacheRun
 * @property {number} numPromptTokens
 * @property {Step[]} steps the prefill, then one for each generated token but the last
 * @property {Work} total
 * @property {{axes: string[], shape: number[], element_type: string, bytes_per_token: number, bytes_per_text: number}} layout
 */
import { ApiError, request } from '../core/api.js';
import { modelName } from '../core/models.js';
import { state } from '../core/store.js';

/** Steps of one response, as the service limits them unless it is configured otherwise. */
const MAX_STEPS = 64;

/** @type {{key: string, run: CacheRun} | null} */
let last = null;

/**
 * @param {number[]} ids
 * @param {AbortSignal} signal
 * @returns {Promise<CacheRun>}
 */
export async function readRun(ids, signal) {
  const written = Math.min(MAX_STEPS, ids.length - state.text.promptTokens.length);
  if (written < 1) {
    throw new ApiError(400, 'the text has no completion yet');
  }
  const key = [modelName(), written, ...ids].join(' ');
  if (last?.key !== key) {
    const body = { model: modelName(), prompt: ids, num_output_tokens: written };
    const {
      num_prompt_tokens: numPromptTokens,
      steps,
      total,
      layout,
    } = await request('v1/explain/kv-cache', { body, signal });
    last = { key, run: { numPromptTokens, steps, total, layout } };
  }
  return last.run;
}

/**
 * Positions that all steps compute.
 *
 * @param {CacheRun} run
 */
export function computed({ steps }) {
  return {
    withCache: steps.reduce((sum, step) => sum + step.num_computed, 0),
    without: steps.reduce((sum, step) => sum + step.num_cached + step.num_computed, 0),
  };
}

/**
 * Sums up to each step.
 *
 * @param {CacheRun} run
 * @param {keyof Work} of
 */
export function cumulative({ steps }, of) {
  let sum = 0;
  return steps.map(({ work }) => (sum += work[of]));
}
