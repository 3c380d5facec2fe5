/** The prompt as the user edits it, before it is completed. */
import { emit, state } from '../core/store.js';

/** @type {string | null} null: the prompt of the text */
let draft = null;

/** @returns {string} */
export function draftPrompt() {
  return draft ?? state.text.prompt;
}

export function isChanged() {
  return draft !== null && draft !== state.text.prompt;
}

/** @param {string | null} prompt null discards the changes */
export function setDraft(prompt) {
  draft = prompt;
  emit('params', ['draft']);
}
