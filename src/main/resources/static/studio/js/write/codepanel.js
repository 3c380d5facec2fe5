/** The request of the current prompt and settings as code. */
import { h, oncePerFrame, redraw } from '../dom/dom.js';
import { copy, segments } from '../dom/widgets.js';
import { key } from '../core/key.js';
import { on } from '../core/store.js';
import { streams } from '../settings/body.js';
import { method, settings } from '../settings/settings.js';
import { LANGUAGES, code } from './calls.js';
import { plainBody } from './complete.js';
import { draftPrompt } from './prompt.js';

/** @returns {{element: HTMLElement, end: () => void}} */
export function codePanel() {
  const element = h('section', { class: 'code', 'aria-labelledby': 'code-title' });
  /** @type {import('./calls.js').Language} */
  let language = 'curl';
  const draw = () => {
    const [values, chosen] = [settings(), method()];
    const base = new URL('v1', document.baseURI).href;
    const text = code(language, plainBody(draftPrompt(), values, chosen), {
      base,
      stream: streams(values, chosen),
      key: key() !== null,
    });
    const options = LANGUAGES.map((each) => /** @type {const} */ ([each, each]));
    redraw(
      element,
      h('header', {}, h('h2', { id: 'code-title' }, 'Request as code')),
      segments('Language', options, language, (picked) => {
        language = picked;
        draw();
      }),
      h('pre', { tabIndex: 0, role: 'region', 'aria-label': `The request in ${language}` }, text),
      h(
        'button',
        { class: 'btn', type: 'button', onclick: () => copy(text, `Copied the request in ${language}.`) },
        'Copy',
      ),
    );
  };
  draw();
  return { element, end: on(['params', 'text'], oncePerFrame(draw)) };
}
