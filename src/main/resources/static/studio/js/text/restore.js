/**
 * Restores the text that an address names. The address holds ids alone; the service returns texts and probabilities.
 *
 * @import { Text, Token } from './document.js'
 */
import { request } from '../core/api.js';
import { modelName } from '../core/models.js';
import { DETAILS, toTokens } from './choice.js';
import { branchIds, emptyText } from './document.js';

/** Prompts of one request. */
const MAX_PROMPTS = 16;

/**
 * @param {Record<string, string>} params
 * @param {AbortSignal} [signal]
 * @returns {Promise<Text>}
 */
export async function restore(params, signal) {
  const prompt = params.p ?? '';
  const branches = branchIds(params);
  if (branches.length === 0) {
    return { ...emptyText(), prompt };
  }
  const promptIds = await tokenize(prompt, params, signal);
  /** @type {number[][]} */
  const paths = [];
  for (const { parent, at, ids } of branches) {
    paths.push([...(paths.length === 0 ? [] : paths[parent].slice(0, at)), ...ids]);
  }
  const scored = await score(
    paths.map((path) => [...promptIds, ...path]),
    signal,
  );
  const n = promptIds.length;
  const active = Number(params.b ?? 0);
  return {
    prompt,
    promptTokens: scored[0].slice(0, n),
    branches: branches.map(({ parent, at }, i) => ({ parent, at, tokens: scored[i].slice(n + at) })),
    active: active in branches ? active : 0,
  };
}

/**
 * Token ids of a prompt; the BOS token for an empty one.
 *
 * @param {string} prompt
 * @param {Record<string, string>} params
 * @param {AbortSignal} [signal]
 * @returns {Promise<number[]>}
 */
async function tokenize(prompt, params, signal) {
  if (prompt === '') {
    const { choices } = await request('v1/completions', {
      body: { model: modelName(), prompt, max_tokens: 1, return_token_ids: true },
      signal,
    });
    return choices[0].prompt_token_ids;
  }
  const body = { model: modelName(), prompt, add_special_tokens: params.add_special_tokens !== 'false' };
  const { tokens: ids } = await request('tokenize', { body, signal });
  const kept = Number(params.pn ?? 0);
  return kept > 0 ? (params.truncation_side === 'right' ? ids.slice(0, kept) : ids.slice(-kept)) : ids;
}

/**
 * A completion of no tokens, that echoes the prompts with their probabilities.
 *
 * @param {number[][]} prompts
 * @param {AbortSignal} [signal]
 * @returns {Promise<Token[][]>}
 */
async function score(prompts, signal) {
  /** @type {Token[][]} */
  const scored = [];
  for (let from = 0; from < prompts.length; from += MAX_PROMPTS) {
    const prompt = prompts.slice(from, from + MAX_PROMPTS);
    const body = { model: modelName(), prompt, max_tokens: 0, echo: true, ...DETAILS };
    const { choices } = await request('v1/completions', { body, signal });
    scored.push(...choices.map(toTokens));
  }
  return scored;
}
