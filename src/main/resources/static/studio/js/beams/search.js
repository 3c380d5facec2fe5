/**
 * A beam search as the service traced it.
 *
 * @import { Options } from './options.js'
 *
 * @typedef {object} Node
 * @property {number} id
 * @property {number | null} parent
 * @property {number} step
 * @property {number} tokenId
 * @property {string} text
 * @property {number} group
 * @property {number} logprob that the token adds, after penalties
 * @property {number} cumulative
 * @property {number} score
 * @property {number} rank in its step and group
 * @property {boolean} isCut
 * @property {boolean} isFinished
 *
 * @typedef {{node: number, text: string, score: number}} Result
 * @typedef {{nodes: Node[], results: Result[], steps: number, options: Options}} Tree
 */
import { request } from '../core/api.js';
import { Cache } from '../core/cache.js';
import { modelName } from '../core/models.js';

/** @type {Cache<Tree>} */
const cache = new Cache(24);

/**
 * @param {number[]} context token ids
 * @param {Options} options
 * @returns {Tree | undefined} if it was requested before
 */
export function cached(context, options) {
  return cache.get(keyOf(context, options));
}

/**
 * @param {number[]} context token ids
 * @param {Options} options
 * @param {AbortSignal} signal
 * @returns {Promise<Tree>}
 */
export async function search(context, options, signal) {
  const { nodes, results } = await request('v1/explain/beam', { body: bodyOf(context, options), signal });
  const read = nodes.map(toNode);
  const tree = {
    nodes: read,
    results,
    steps: Math.max(0, ...read.map((/** @type {Node} */ node) => node.step)),
    options,
  };
  cache.set(keyOf(context, options), tree);
  return tree;
}

/**
 * @param {number[]} context
 * @param {Options} options
 */
function bodyOf(context, { beams, groups, diversity, lengthPenalty, length }) {
  const body = {
    model: modelName(),
    prompt: context,
    num_beams: beams,
    n: beams,
    max_tokens: length,
    length_penalty: lengthPenalty,
  };
  return groups > 1 ? { ...body, num_beam_groups: groups, diversity_penalty: diversity } : body;
}

/**
 * @param {any} node
 * @returns {Node}
 */
function toNode(node) {
  return {
    id: node.id,
    parent: node.parent,
    step: node.step,
    tokenId: node.token_id ?? -1,
    text: node.token ?? '',
    group: node.group,
    logprob: node.logprob ?? 0,
    cumulative: node.cumulative_logprob,
    score: node.score,
    rank: node.rank ?? 0,
    isCut: node.status === 'pruned',
    isFinished: node.status === 'finished',
  };
}

/**
 * @param {number[]} context
 * @param {Options} options
 */
function keyOf(context, options) {
  return JSON.stringify(bodyOf(context, options));
}

/**
 * The nodes from the first token to a node.
 *
 * @param {Tree} tree
 * @param {number} id
 * @returns {Node[]}
 */
export function pathTo({ nodes }, id) {
  const path = [];
  for (let node = nodes[id]; node && node.parent !== null; node = nodes[node.parent]) {
    path.unshift(node);
  }
  return path;
}
