/** What a view shows in place of its picture: an error with the action that resolves it, or why there is nothing to show. */
import { stateBox } from '../dom/statebox.js';
import { ApiError } from '../core/api.js';
import { describe } from '../core/problems.js';
import { link, state } from '../core/store.js';
import { askForKey } from './keydialog.js';

/**
 * @param {unknown} error
 * @param {() => void} again repeats the request
 */
export function problemBox(error, again) {
  const known = error instanceof ApiError ? error : new ApiError(500, String(error));
  const { title, text, actions } = describe(known);
  const offered = [
    known.needsKey && { label: 'Enter an API key', main: true, run: () => askForKey(again) },
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
