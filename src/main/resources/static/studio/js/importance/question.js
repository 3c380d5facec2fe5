/**
 * What the view explains: the locked token, or the last one of the text, from the tokens before it.
 *
 * @import { Token } from '../text/document.js'
 * @import { Granularity, Question } from './scores.js'
 */
import { locked, state } from '../core/store.js';
import { tokens } from '../text/document.js';

/** @type {readonly (readonly [Granularity, string])[]} */
export const GRANULARITIES = [
  ['token', 'Token'],
  ['word', 'Word'],
  ['sentence', 'Sentence'],
];

/** @returns {Granularity} */
export function granularity() {
  return GRANULARITIES.find(([id]) => id === state.params.gran)?.[0] ?? 'token';
}

/** Index of the token to explain. */
export function position() {
  const last = tokens(state.text).length - 1;
  return Math.min(locked() ?? last, last);
}

/** @returns {{question: Question, target: Token} | null} null if no token comes before it */
export function currentQuestion() {
  const all = tokens(state.text);
  const at = position();
  if (at < 1) {
    return null;
  }
  const context = all.slice(0, at).map((token) => token.id);
  return { question: { context, target: all[at].id, granularity: granularity() }, target: all[at] };
}
