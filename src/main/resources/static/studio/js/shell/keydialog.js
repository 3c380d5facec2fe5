/** Asks for the API key of the service. */
import { h } from '../dom/dom.js';
import { keepKey } from '../core/key.js';

/** Called after the user entered a key. @type {() => void} */
let entered = () => {};

/** @param {() => void} listener */
export function onKey(listener) {
  entered = listener;
}

/** @param {() => void} [again] repeats what failed */
export function askForKey(again) {
  if (document.querySelector('dialog.key')) {
    return;
  }
  const input = h('input', {
    id: 'key',
    type: 'password',
    autocomplete: 'off',
    spellcheck: false,
    'aria-describedby': 'key-help',
  });
  const form = h(
    'form',
    { method: 'dialog' },
    h('h2', { id: 'key-title' }, 'This service needs an API key'),
    h('label', { htmlFor: 'key' }, 'API key'),
    input,
    h(
      'p',
      { class: 'note', id: 'key-help' },
      'The key stays in this browser tab and is deleted when you close it. ',
      'Writing needs the scope “inference”, Train “fine-tuning”, and other views “explain”.',
    ),
    h(
      'div',
      { class: 'row' },
      h('button', { class: 'go', value: 'use' }, 'Use the key'),
      h('button', { class: 'btn', value: 'cancel', formNoValidate: true }, 'Cancel'),
    ),
  );
  const dialog = h('dialog', { class: 'key', 'aria-labelledby': 'key-title' }, form);
  document.body.append(dialog);
  dialog.addEventListener('close', () => {
    const value = input.value.trim();
    dialog.remove();
    if (dialog.returnValue === 'use' && value) {
      keepKey(value);
      entered();
      again?.();
    }
  });
  dialog.showModal();
  input.focus();
}
