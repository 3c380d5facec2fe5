/** Texts that show something about attention. A preset is completed as in Write. */
import { h } from '../dom/dom.js';
import { write } from '../write/generate.js';

const PRESETS = ['The dog on the ship ran', 'I disapprove of what you say, but'];

export function presets() {
  return h(
    'p',
    { class: 'row att-presets-row' },
    h('span', { class: 'dim' }, 'Try a prompt:'),
    PRESETS.map((prompt) =>
      h(
        'button',
        { class: 'btn small', type: 'button', 'data-preset': prompt, onclick: () => void write(prompt) },
        prompt,
      ),
    ),
  );
}
