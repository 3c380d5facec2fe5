/** What a view shows in place of its picture: an error with the action that resolves it, or why there is nothing to show. */
import { h, redraw, replace } from '../dom/dom.js';
import { stateBox } from '../dom/statebox.js';
import { ApiError } from '../core/api.js';
import { describe } from '../core/problems.js';
import { link, state } from '../core/store.js';
import { countDown } from '../core/wait.js';
import { askForKey } from './keydialog.js';

/** Waiting boxes by error, so that drawing a view again does not start a wait again. @type {WeakMap<ApiError, HTMLElement>} */
const waiting = new WeakMap();

/**
 * Shows an error. While the service is busy or starting, the box repeats the request after the time that the service names.
 *
 * @param {unknown} error
 * @param {() => void} again repeats the request
 * @returns {HTMLElement}
 */
export function problemBox(error, again) {
  const known = error instanceof ApiError ? error : new ApiError(500, String(error));
  return known.isTemporary ? (waiting.get(known) ?? startWaiting(known, again)) : failure(known, again);
}

/**
 * @param {import('../core/problems.js').Problem} problem
 * @param {number} seconds left
 * @param {{skip: () => void, stop: () => void}} actions
 */
export function waitBox({ title, text }, seconds, { skip, stop }) {
  const actions = [
    { label: 'Try now', run: skip },
    { label: 'Stop trying', run: stop },
  ];
  return stateBox({ title, text: `${text} Trying again in ${seconds} s.`, actions, busy: true });
}

/**
 * @param {ApiError} error
 * @param {() => void} again
 */
function startWaiting(error, again) {
  const box = h('div', {});
  const controller = new AbortController();
  const stop = () => {
    controller.abort();
    replace(box, failure(error, again));
  };
  let isShown = false;
  countDown(error, controller.signal, (seconds, skip) => {
    if (isShown && !box.isConnected) {
      controller.abort();
    } else {
      isShown = true;
      redraw(box, waitBox(describe(error), seconds, { skip, stop }));
    }
  }).then(
    () => box.isConnected && again(),
    () => {},
  );
  waiting.set(error, box);
  return box;
}

/**
 * @param {ApiError} error
 * @param {() => void} again
 */
function failure(error, again) {
  const { title, text, actions } = describe(error);
  const offered = [
    error.needsKey && { label: 'Enter an API key', main: true, run: () => askForKey(again) },
    actions.some(({ id }) => id === 'retry') && { label: 'Try again', main: true, run: again },
  ];
  return stateBox({ title, text, actions: offered.filter((action) => action !== false) });
}

/** Without a text; null while one is being written. */
export function noTextBox() {
  if (state.run.phase === 'running' || state.run.phase === 'restoring') {
    return null;
  }
  const actions = [{ label: 'Go to Write', main: true, run: () => (location.hash = link('write')) }];
  return stateBox({ title: 'Nothing is written yet', text: 'Complete a prompt in Write first.', actions });
}
