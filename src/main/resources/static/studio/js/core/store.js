/**
 * The one store of the page: the address, the token under the pointer, the text and the running generation. Views subscribe to topics.
 *
 * @import { Address } from './address.js'
 * @import { Text } from '../text/document.js'
 * @import { Run } from '../write/run.js'
 */
import { format, parse } from './address.js';
import { emptyText } from '../text/document.js';

/**
 * @typedef {'view' | 'params' | 'hover' | 'text' | 'run' | 'service' | 'theme' | 'ink'} Topic
 * @typedef {{id: string, base: string | null, contextLength: number | null, state: string}} Model
 */

/** Safari allows 100 changes of the address in 30 seconds. */
const ADDRESS_DELAY_MS = 180;

export const state = {
  view: 'write',
  /** @type {Record<string, string>} */
  params: {},
  /** @type {number | null} Index of the token under the pointer. */
  hover: null,
  /** @type {Text} */
  text: emptyText(),
  /** @type {Run} */
  run: { phase: 'idle' },
  /** @type {Model[]} */
  models: [],
};

/** @type {Set<{topics: Topic[], listener: (topic: Topic, keys: string[]) => void}>} */
const subscriptions = new Set();

/** @type {ReturnType<typeof setTimeout> | undefined} */
let pending;

/**
 * @param {Topic[]} topics
 * @param {(topic: Topic, keys: string[]) => void} listener receives the changed keys of the address for `params`
 * @returns {() => void} ends the subscription
 */
export function on(topics, listener) {
  const subscription = { topics, listener };
  subscriptions.add(subscription);
  return () => subscriptions.delete(subscription);
}

/**
 * @param {Topic} topic
 * @param {string[]} [keys]
 */
export function emit(topic, keys = []) {
  for (const { topics, listener } of [...subscriptions]) {
    if (topics.includes(topic)) {
      listener(topic, keys);
    }
  }
}

/**
 * Reads the address. Values that are not accepted are left out, so that views find their defaults.
 *
 * @param {(name: string, value: string) => boolean} accepts
 * @returns {{previous: Address}}
 */
export function readAddress(accepts) {
  clearTimeout(pending);
  pending = undefined;
  const previous = { view: state.view, params: state.params };
  const { view, params } = parse(location.hash);
  const accepted = Object.entries(params).filter(([name, value]) => accepts(name, value));
  Object.assign(state, { view, params: Object.fromEntries(accepted) });
  return { previous };
}

/**
 * Changes parameters of the address. Empty values remove the parameter.
 *
 * @param {Record<string, string | number>} changes
 * @param {{push?: boolean}} [options] push: adds an entry to the history
 */
export function set(changes, { push = false } = {}) {
  if (push) {
    flush();
  }
  state.params = changed(changes);
  if (push) {
    history.pushState(null, '', format(state));
  } else {
    clearTimeout(pending);
    pending = setTimeout(flush, ADDRESS_DELAY_MS);
  }
  emit('params', Object.keys(changes));
}

/** @param {Record<string, string | number>} changes */
function changed(changes) {
  const params = { ...state.params };
  for (const [key, value] of Object.entries(changes)) {
    if (value === '') {
      delete params[key];
    } else {
      params[key] = String(value);
    }
  }
  return params;
}

/** Writes pending changes of the address at once. */
export function flush() {
  if (pending !== undefined) {
    clearTimeout(pending);
    pending = undefined;
    history.replaceState(null, '', format(state));
  }
}

/** @param {number | null} index */
export function hover(index) {
  if (state.hover !== index) {
    state.hover = index;
    emit('hover');
  }
}

/** Index of the locked token, if there is one. @returns {number | null} */
export function locked() {
  const value = Number(state.params.t ?? NaN);
  return Number.isInteger(value) && value >= 0 ? value : null;
}

/**
 * The address of another view with the same text. Empty values remove the parameter.
 *
 * @param {string} view
 * @param {Record<string, string | number>} [changes]
 */
export function link(view, changes = {}) {
  return format({ view, params: changed(changes) });
}
