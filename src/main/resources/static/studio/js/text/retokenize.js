/** Tokenizes the text again for another model, because token ids mean nothing to that model. */
import { request } from '../core/api.js';

/**
 * @param {number[]} ids
 * @param {string} from model of the ids
 * @param {string} to another model
 * @returns {Promise<number[]>} the ids of the same text in the other model
 */
export async function retokenize(ids, from, to) {
  const { prompt } = await request('detokenize', { body: { model: from, tokens: ids } });
  const { tokens } = await request('tokenize', { body: { model: to, prompt, add_special_tokens: false } });
  return tokens;
}
