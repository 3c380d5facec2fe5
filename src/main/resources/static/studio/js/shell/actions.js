/** The buttons of Write and the figures of the last completion. */
import { h, replace } from '../dom/dom.js';
import { count, milliseconds, plural } from '../dom/format.js';
import { copy } from '../dom/widgets.js';
import { contextLength } from '../core/models.js';
import { flush, on, state } from '../core/store.js';
import { EXAMPLES } from '../settings/examples.js';
import { completion } from '../text/document.js';
import { continueText, write } from '../write/generate.js';
import { tokensPerSecond } from '../write/complete.js';
import { draftPrompt, isChanged, setDraft } from '../write/prompt.js';
import { stop } from '../write/run.js';

/** Completes the prompt as it is edited. */
export function writeDraft() {
  const prompt = draftPrompt();
  setDraft(null);
  return write(prompt);
}

/** @returns {{element: HTMLElement, end: () => void}} */
export function actions() {
  const go = h(
    'button',
    { class: 'go', id: 'write', type: 'button', title: 'Ctrl + Enter', onclick: writeDraft },
    'Write',
  );
  const stopButton = h('button', { class: 'btn', id: 'stop', type: 'button', title: 'Escape', onclick: stop }, 'Stop');
  const more = h('button', { class: 'btn', id: 'continue', type: 'button', onclick: continueText }, 'Continue');
  const examples = h(
    'select',
    { class: 'pick', id: 'examples', 'aria-label': 'Example prompts' },
    h('option', { value: '' }, 'Example prompts'),
    EXAMPLES.map(({ label }, i) => h('option', { value: i }, label)),
  );
  examples.addEventListener('change', () => {
    const example = EXAMPLES[Number(examples.value)];
    examples.selectedIndex = 0;
    setDraft(example.prompt);
    void writeDraft();
  });
  const link = h('button', { class: 'btn', type: 'button', onclick: copyLink }, 'Copy link');
  const figures = h('span', { class: 'facts', id: 'figures', role: 'status', 'aria-live': 'off' });
  const draw = () => {
    const isRunning = state.run.phase === 'running' || state.run.phase === 'waiting';
    stopButton.disabled = !isRunning;
    more.disabled = isRunning || completion(state.text).length === 0 || isChanged();
    replace(figures, ...facts());
  };
  draw();
  const element = h('div', { class: 'page-foot' }, go, stopButton, more, examples, link, figures);
  return { element, end: on(['run', 'text', 'params', 'service'], draw) };
}

function copyLink() {
  flush();
  void copy(location.href, 'Copied a link to this text and view.');
}

function facts() {
  const { text, run } = state;
  const written = completion(text).length;
  if (written === 0) {
    return [];
  }
  const context = contextLength();
  const lengths = h(
    'span',
    {},
    h('b', {}, `${text.promptTokens.length} + ${written}`),
    context === null ? ' tokens' : ` of ${count(context)} tokens`,
  );
  const figures = run.phase === 'done' ? run.figures : undefined;
  if (!figures) {
    return [lengths];
  }
  const { completionTokens, firstTokenMs, totalMs, finishReason } = figures;
  // The line above the text names the settings of a branch.
  const settings = text.active === 0 && text.branches[0].decoding;
  return [
    lengths,
    settings && h('span', {}, settings),
    firstTokenMs !== null && h('span', {}, 'first token after ', h('b', {}, milliseconds(firstTokenMs))),
    h('span', {}, plural(completionTokens, 'token'), ' after ', h('b', {}, milliseconds(totalMs))),
    h('span', {}, h('b', {}, count(Math.round(tokensPerSecond(figures)))), ' tokens/s, measured by this page'),
    finishReason === 'stop' && h('span', {}, 'ended by a stop condition'),
  ];
}
