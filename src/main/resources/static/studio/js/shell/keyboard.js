/** Keys that work in every view. */
import { h } from '../dom/dom.js';
import { flush, hover, link, locked, set, state } from '../core/store.js';
import { tokens } from '../text/document.js';
import { stop } from '../write/run.js';
import { VIEWS } from './views.js';

const KEYS = [
  ['1 to 0', 'Show one of the first ten views'],
  ['←  →', 'Select the token before or after'],
  ['Home  End', 'Select the first or the last token (in the text)'],
  ['Ctrl + Enter', 'Write'],
  ['Escape', 'Stop writing'],
  ['?', 'Show this list'],
];

/** @param {() => void} write */
export function startKeyboard(write) {
  addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      write();
    } else if (event.key === 'Escape') {
      hover(null);
      stop();
    } else if (!event.altKey && !event.ctrlKey && !event.metaKey && !isTyping(event.target)) {
      plainKey(event);
    }
  });
}

/** @param {KeyboardEvent} event */
function plainKey(event) {
  const view = VIEWS[(Number(event.key) + 9) % 10];
  if (/^[0-9]$/.test(event.key) && view) {
    flush();
    location.hash = link(view.id);
  } else if (event.key === '?') {
    showKeys();
  } else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
    move(event);
  }
}

/** @param {KeyboardEvent} event */
function move(event) {
  const target = event.target instanceof Element ? event.target : null;
  if (event.defaultPrevented || target?.closest('button, a, summary, pre, [role=listbox], dialog')) {
    return;
  }
  const last = tokens(state.text).length - 1;
  const from = locked() ?? state.text.promptTokens.length - 1;
  const to = Math.max(0, Math.min(last, from + (event.key === 'ArrowLeft' ? -1 : 1)));
  if (last >= 0) {
    event.preventDefault();
    set({ t: to });
  }
}

/** @param {EventTarget | null} target */
function isTyping(target) {
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null;
}

/** Shows the list of keys. */
export function showKeys() {
  const dialog = h(
    'dialog',
    { 'aria-labelledby': 'keys-title' },
    h('h2', { id: 'keys-title' }, 'Keys'),
    h(
      'dl',
      { class: 'keys' },
      KEYS.map(([keys, does]) => h('div', {}, h('dt', {}, h('kbd', {}, keys)), h('dd', {}, does))),
    ),
    h('form', { method: 'dialog' }, h('button', { class: 'btn' }, 'Close')),
  );
  document.body.append(dialog);
  dialog.addEventListener('close', () => dialog.remove());
  dialog.showModal();
}
