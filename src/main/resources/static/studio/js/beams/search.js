/**
 * A beam search, step by step.
 *
 * @typedef {object} Node
 * @property {number} id
 * @property {number | null} parent null for the prompt
 * @property {number} step 0 for the prompt
 * @property {string | null} token
 * @property {number | null} logprob that the token adds
 * @property {number} cumulative_logprob
 * @property {number | null} rank
 * @property {'running' | 'pruned' | 'finished'} status
 *
 * @typedef {{node: number, token_ids: number[], text: string, score: number}} Result
 *
 * @typedef {object} Search
 * @property {Node[]} nodes
 * @property {Result[]} results the best first
 * @property {number} numSteps
 * @property {number} numBeams
 */
import { request } from '../core/api.js';
import { modelName } from '../core/models.js';

/**
 * @param {number[]} prompt token ids
 * @param {{numBeams: number, maxTokens: number, lengthPenalty: number}} options
 * @param {AbortSignal} signal
 * @returns {Promise<Search>}
 */
export async function search(prompt, { numBeams, maxTokens, lengthPenalty }, signal) {
  const body = {
    model: modelName(),
    prompt,
    num_beams: numBeams,
    n: numBeams,
    max_tokens: maxTokens,
    length_penalty: lengthPenalty,
  };
  const { nodes, results } = await request('v1/explain/beam', { body, signal });
  const numSteps = Math.max(...nodes.map((/** @type {Node} */ node) => node.step));
  return { nodes, results, numSteps, numBeams };
}

/**
 * The nodes of a step: those kept in the order of their rank, and those cut, the likeliest first.
 *
 * @param {Search} found
 * @param {number} step
 * @returns {{kept: Node[], cut: Node[]}}
 */
export function nodesAt({ nodes }, step) {
  const all = nodes.filter((node) => node.step === step);
  return {
    kept: all.filter((node) => node.status !== 'pruned').sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0)),
    cut: all.filter((node) => node.status === 'pruned').sort((a, b) => b.cumulative_logprob - a.cumulative_logprob),
  };
}

/**
 * A node and its ancestors.
 *
 * @param {Search} found
 * @param {number} id
 * @returns {Set<number>}
 */
export function pathTo({ nodes }, id) {
  /** @type {Set<number>} */
  const path = new Set();
  for (let node = nodes[id]; node; node = nodes[node.parent ?? -1]) {
    path.add(node.id);
  }
  return path;
}
