/** Asks before something is lost. */
import { h } from '../dom/dom.js';

/**
 * @param {string} title a question
 * @param {string} text
 * @param {string} action label of the button that agrees
 * @returns {Promise<boolean>}
 */
export function confirmed(title, text, action) {
  const cancel = h('button', { class: 'btn', value: 'cancel' }, 'Cancel');
  const dialog = h(
    'dialog',
    { class: 'confirm', 'aria-labelledby': 'confirm-title', 'aria-describedby': 'confirm-text' },
    h(
      'form',
      { method: 'dialog' },
      h('h2', { id: 'confirm-title' }, title),
      h('p', { class: 'note', id: 'confirm-text' }, text),
      h('div', { class: 'row' }, h('button', { class: 'go', value: 'yes' }, action), cancel),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
  cancel.focus();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
  });
}
