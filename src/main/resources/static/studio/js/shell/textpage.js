/** The text at the top of the views: the prompt, the completion as chips, and in Write the buttons. */
import { isBytes } from '../dom/bytes.js';
import { byId, h, replace } from '../dom/dom.js';
import { bytesNote } from '../dom/format.js';
import { on, state } from '../core/store.js';
import { Chips } from '../text/chips.js';
import { completion, isForced, tokens } from '../text/document.js';
import { ink } from '../text/ink.js';
import { draftPrompt, isChanged, setDraft } from '../write/prompt.js';
import { actions } from './actions.js';
import { drawHint } from './hint.js';

/** @type {(() => void)[]} */
let endings = [];

/** Builds the text section of the current view. */
export function showText() {
  endings.forEach((end) => end());
  endings = [];
  const isWrite = state.view === 'write';
  const hint = h('span', { class: 'hint', id: 'hint' });
  const chips = new Chips(isWrite ? 'Completion, token by token' : 'Text, token by token', (token, index) =>
    ink().of(token, index),
  );
  const legend = h('span', { class: 'legend' });
  drawLegend(legend);
  const prompt = isWrite ? promptField(chips) : null;
  const box = h('div', { class: 'toks', id: 'toks' }, prompt, prompt && seam(), chips.element);
  const bytes = h('p', { class: 'note', hidden: true }, bytesNote(), ' Point at one to see the character.');
  const buttons = isWrite ? actions() : null;
  replace(byId('text'), h('div', { class: 'page-head' }, hint, legend), box, bytes, buttons?.element);

  const sync = () => {
    const first = state.text.promptTokens.length;
    chips.sync(isWrite ? completion(state.text) : tokens(state.text), {
      first: isWrite ? first : 0,
      forced: (index) => index >= first && isForced(state.text, index - first),
    });
    if (!isWrite) {
      placeSeam(chips, first);
    }
    bytes.hidden = !chips.shown.some(({ token }) => isBytes(token.text));
    drawHint(hint);
    if (prompt && !isChanged()) {
      fill(prompt, state.text.prompt);
    }
    chips.element.classList.toggle('stale', isChanged());
    box.setAttribute('aria-busy', String(state.run.phase === 'running'));
  };
  sync();
  endings = [
    on(['text'], () => {
      sync();
      follow(box);
    }),
    on(['run'], sync),
    on(['params'], (_, keys) => {
      if (keys.includes('t')) {
        chips.mark();
        reveal(box);
      }
      if (keys.includes('draft')) {
        drawHint(hint);
        chips.element.classList.toggle('stale', isChanged());
      }
    }),
    on(['hover'], () => chips.mark()),
    on(['ink'], () => {
      chips.shade();
      drawLegend(legend);
    }),
    () => buttons?.end(),
  ];
}

/** @param {Chips} chips */
function promptField(chips) {
  const field = h('span', {
    class: 'edit',
    id: 'prompt',
    role: 'textbox',
    'aria-label': 'Prompt',
    'aria-multiline': 'true',
    tabIndex: 0,
    spellcheck: false,
    'data-placeholder': 'Empty prompt: unconditional generation',
  });
  field.setAttribute('contenteditable', 'plaintext-only');
  fill(field, draftPrompt());
  field.addEventListener('input', () => {
    // A browser adds a newline at the end, so that the last line can be seen.
    setDraft((field.textContent ?? '').replace(/\n$/, ''));
    chips.element.classList.toggle('stale', isChanged());
  });
  return field;
}

/**
 * @param {HTMLElement} field
 * @param {string} prompt
 */
function fill(field, prompt) {
  const text = prompt.endsWith('\n') ? `${prompt}\n` : prompt;
  if (field.textContent !== text) {
    field.textContent = text;
  }
}

/** While tokens arrive, the newest line stays in sight. @param {HTMLElement} box */
function follow(box) {
  if (state.run.phase === 'running') {
    box.scrollTop = box.scrollHeight;
  }
}

/** Scrolls the locked token into sight, within the text alone and below one whole line. @param {HTMLElement} box */
function reveal(box) {
  const chip = box.querySelector('[aria-selected=true]');
  if (chip) {
    const [inner, outer] = [chip.getBoundingClientRect(), box.getBoundingClientRect()];
    if (inner.top < outer.top || inner.bottom > outer.bottom) {
      const line = parseFloat(getComputedStyle(box).lineHeight);
      box.scrollTop = (Math.floor((box.scrollTop + inner.top - outer.top) / line) - 1) * line;
    }
  }
}

function seam() {
  return h('span', { class: 'seam', 'aria-hidden': 'true', title: 'The completion starts here' });
}

/**
 * @param {Chips} chips
 * @param {number} first
 */
function placeSeam(chips, first) {
  chips.element.querySelector('.seam')?.remove();
  const chip = chips.shown[first]?.chip;
  if (first > 0 && chip) {
    const space = chip.previousSibling;
    chip.parentElement?.insertBefore(seam(), space instanceof Text ? space : chip);
  }
}

/** @param {HTMLElement} element */
function drawLegend(element) {
  const { label, low, high, diverging = false } = ink().legend;
  const scale = low !== '' && [h('span', {}, low), h('i', { class: diverging ? 'div' : 'seq' }), h('span', {}, high)];
  replace(element, h('span', {}, label), scale);
}
