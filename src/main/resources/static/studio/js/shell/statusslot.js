/** Below the text: what the service reports, as sentences with actions. */
import { byId, h, redraw, replace } from '../dom/dom.js';
import { stateBox } from '../dom/statebox.js';
import { on, set, state } from '../core/store.js';
import { stop } from '../write/run.js';
import { askForKey } from './keydialog.js';
import { waitBox } from './problembox.js';

/** After this time a wait is explained. */
const PATIENCE_MS = 1000;

/** @type {ReturnType<typeof setTimeout> | undefined} */
let patience;

export function startStatusSlot() {
  on(['run'], draw);
}

function draw() {
  clearTimeout(patience);
  const { run } = state;
  const slot = byId('state');
  if (run.phase === 'failed' && run.problem) {
    replace(slot, failure(run.problem, run.again));
    if (run.problem.actions.some((action) => action.id === 'key')) {
      askForKey(run.again);
    }
  } else if (run.phase === 'waiting' && run.problem) {
    redraw(slot, waitBox(run.problem, run.seconds ?? 0, { skip: () => run.again?.(), stop }));
  } else {
    slot.replaceChildren();
    if (run.phase === 'running' || run.phase === 'restoring') {
      patience = setTimeout(() => replace(slot, waiting()), PATIENCE_MS);
    }
  }
}

function waiting() {
  const isFirst = state.text.branches[0]?.tokens.length === 0;
  const isLoading = state.models.some((model) => model.state === 'loading' || model.state === 'unloaded');
  const text = isLoading && isFirst ? 'The model is loading.' : isFirst ? 'Waiting for the first token.' : '';
  return h(
    'div',
    { class: 'working' },
    h('div', { class: 'wait', 'aria-hidden': 'true' }),
    text && h('p', { class: 'note', role: 'status' }, text),
  );
}

/**
 * @param {import('../core/problems.js').Problem} problem
 * @param {(() => void) | undefined} again
 */
function failure(problem, again) {
  const actions = problem.actions.map((action) => ({ label: action.label, main: true, run: () => act(action, again) }));
  return stateBox({ title: problem.title, text: problem.text, actions });
}

/**
 * @param {import('../core/problems.js').Action} action
 * @param {(() => void) | undefined} again
 */
function act(action, again) {
  if (action.id === 'key') {
    askForKey(again);
    return;
  }
  if (action.id === 'max-tokens') {
    set({ max_tokens: action.value ?? 16 });
  } else if (action.id === 'truncate') {
    set({ truncate_prompt_tokens: -1 });
  }
  again?.();
}
