/**
 * A state other than the usual one: a title, a sentence and buttons.
 *
 * @typedef {{label: string, run: () => void, main?: boolean}} StateAction
 */
import { h } from './dom.js';

/**
 * @param {{title: string, text: string, actions?: StateAction[], busy?: boolean}} options
 */
export function stateBox({ title, text, actions = [], busy = false }) {
  return h(
    'div',
    { class: 'statebox', role: busy ? 'status' : 'alert' },
    busy && h('div', { class: 'wait', 'aria-hidden': 'true' }),
    h('h2', {}, title),
    h('p', { class: 'statebox-text' }, text),
    actions.length > 0 &&
      h(
        'div',
        { class: 'row' },
        actions.map((action) =>
          h('button', { class: action.main ? 'go' : 'btn', type: 'button', onclick: action.run }, action.label),
        ),
      ),
  );
}
