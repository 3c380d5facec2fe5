/**
 * Reads the entropy at a position. Completions return it with their tokens; the scores of a restored text do not.
 *
 * @import { Token } from './document.js'
 */
import { request } from '../core/api.js';
import { modelName } from '../core/models.js';
import { emit, state } from '../core/store.js';
import { tokens } from './document.js';

/** @type {WeakSet<Token>} */
const requested = new WeakSet();

/**
 * @param {Token} token
 * @param {number} index in the text, at least 1
 */
export async function readEntropy(token, index) {
  if (requested.has(token) || state.run.phase === 'running') {
    return;
  }
  requested.add(token);
  const prompt = tokens(state.text)
    .slice(0, index)
    .map(({ id }) => id);
  try {
    const { entropy } = await request('v1/explain/next-token', { body: { model: modelName(), prompt, top: 1 } });
    token.entropy = entropy;
    emit('text');
  } catch {
    // The alternatives are complete without the entropy.
  }
}
