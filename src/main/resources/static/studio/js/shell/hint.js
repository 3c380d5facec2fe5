/** The line above the text: what to do, or what is shown. */
import { h, replace } from '../dom/dom.js';
import { capitalized, count, running } from '../dom/format.js';
import { contextLength } from '../core/models.js';
import { link, state } from '../core/store.js';
import { completion } from '../text/document.js';
import { show } from '../write/generate.js';
import { isChanged } from '../write/prompt.js';

/** @param {HTMLElement} element */
export function drawHint(element) {
  const { text, view } = state;
  if (view === 'write' && isChanged()) {
    replace(element, 'The prompt has changed. Select Write to complete it.');
  } else if (text.active > 0) {
    const branch = text.branches[text.active];
    replace(
      element,
      'Branch: “',
      h('b', {}, running(branch.tokens[0].text)),
      '” was forced. ',
      branch.decoding && `${capitalized(branch.decoding)}. `,
      h('button', { class: 'link', type: 'button', onclick: () => show(0) }, 'Back to the first text'),
    );
  } else if (view === 'write') {
    replace(
      element,
      text.branches.length > 0
        ? 'Edit the underlined prompt, or select a token to see its alternatives.'
        : 'Edit the prompt and select Write.',
    );
  } else {
    replace(element, facts(), ' ', h('a', { href: link('write'), 'data-view': 'write' }, 'Edit in Write'));
  }
}

/** Lengths of prompt and completion. */
export function facts() {
  const context = contextLength();
  const { text } = state;
  const lengths = `${count(text.promptTokens.length)} + ${count(completion(text).length)}`;
  return context === null ? `${lengths} tokens.` : `${lengths} of ${count(context)} tokens.`;
}
