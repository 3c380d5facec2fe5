/**
 * Turns errors into sentences: what happened, what to do, and the actions that do it.
 *
 * @import { ApiError } from './api.js'
 *
 * @typedef {'retry' | 'key' | 'max-tokens' | 'truncate' | 'reload'} ActionId
 * @typedef {{id: ActionId, label: string, value?: number}} Action
 * @typedef {{title: string, text: string, actions: Action[]}} Problem
 */

/** @type {Action} */
const RETRY = { id: 'retry', label: 'Try again' };

/** @type {Action} */
const KEY = { id: 'key', label: 'Enter an API key' };

/**
 * @param {ApiError} error
 * @returns {Problem}
 */
export function describe(error) {
  if (error.code === 'context_length_exceeded') {
    return tooLong(error);
  }
  switch (error.status) {
    case 0:
      return { title: 'The connection is lost', text: error.message, actions: [RETRY] };
    case 400:
      return { title: 'The service rejects the request', text: sentence(error.message), actions: [] };
    case 401:
      return {
        title: 'This service needs an API key',
        text: 'No valid API key was sent. The key stays in this browser tab.',
        actions: [KEY],
      };
    case 403:
      return { title: 'The API key does not allow this', text: sentence(error.message), actions: [KEY] };
    case 404:
      if (error.path !== null) {
        return unreachable(error.path);
      }
      return { title: 'The service does not have this', text: sentence(error.message), actions: [] };
    case 409:
      return { title: 'This is not possible now', text: sentence(error.message), actions: [] };
    case 413:
      return { title: 'The request is too large', text: sentence(error.message), actions: [] };
    case 429:
      return { title: 'The service is busy', text: sentence(error.message), actions: [RETRY] };
    case 503:
      return { title: 'The service is not ready', text: sentence(error.message), actions: [RETRY] };
    case 504:
      return { title: 'The request took too long', text: sentence(error.message), actions: [RETRY] };
    default:
      return { title: 'The service failed', text: sentence(error.message), actions: [RETRY] };
  }
}

/**
 * @param {string} path
 * @returns {Problem}
 */
function unreachable(path) {
  const [name] = path.split('?');
  const text = `It needs /${name}, which a proxy does not expose or the service has switched off. Its operator can change that.`;
  return { title: 'This is not available here', text, actions: [] };
}

/**
 * @param {ApiError} error
 * @returns {Problem}
 */
function tooLong(error) {
  const numbers = /is (\d+) tokens, but \d+ were requested: (\d+) in the prompt/.exec(error.message);
  const context = Number(numbers?.[1]);
  const prompt = Number(numbers?.[2]);
  /** @type {Action[]} */
  const actions = [];
  if (prompt < context) {
    actions.push({ id: 'max-tokens', label: `Set max tokens to ${context - prompt}`, value: context - prompt });
  } else {
    actions.push({ id: 'truncate', label: 'Keep the end of the prompt' });
  }
  return { title: 'The text is too long', text: sentence(error.message), actions };
}

/** @param {string} message */
export function sentence(message) {
  const text = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
