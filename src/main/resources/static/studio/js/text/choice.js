/**
 * The tokens of a completion's choice, as the page asks for them.
 *
 * @import { Token } from './document.js'
 */

/** Number of candidates of a token. */
const TOP = 12;

/** The fields that bring ids, probabilities and entropy. */
export const DETAILS = { logprobs: TOP, return_token_ids: true, return_entropy: true };

/**
 * @param {any} choice
 * @returns {Token[]}
 */
export function toTokens({ logprobs, token_ids: ids = [] }) {
  return (logprobs?.tokens ?? []).map((/** @type {string} */ text, /** @type {number} */ i) => ({
    id: logprobs.token_ids?.[i] ?? ids[i],
    text,
    logprob: logprobs.token_logprobs[i],
    candidates: candidates(logprobs.top_logprobs?.[i], logprobs.top_token_ids?.[i]),
    entropy: logprobs.entropy?.[i] ?? null,
  }));
}

/**
 * The most likely tokens, best first. The API adds a chosen token that is not one of them; it has no place among them here.
 *
 * @param {Record<string, number> | null | undefined} logprobs by text
 * @param {any} ids by text
 */
function candidates(logprobs, ids) {
  return Object.entries(logprobs ?? {})
    .map(([text, logprob]) => ({ id: ids?.[text], text, logprob }))
    .sort((a, b) => b.logprob - a.logprob)
    .slice(0, TOP);
}
