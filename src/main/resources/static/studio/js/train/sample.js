/**
 * Before and after: the base model and the fine-tuned one complete a prompt with the same seed and the settings of Write.
 *
 * @import { Job } from './service.js'
 * @import { Token } from '../text/document.js'
 *
 * @typedef {object} Column
 * @property {string} title
 * @property {string} model
 * @property {Token[]} tokens
 * @property {boolean} isDone
 * @property {string | null} error
 * @property {HTMLElement | null} wait counts down until the service accepts requests again
 */
import { h, oncePerFrame, redraw } from '../dom/dom.js';
import { fixed } from '../dom/format.js';
import { ApiError, isAbort } from '../core/api.js';
import { isServed } from '../core/models.js';
import { describe } from '../core/problems.js';
import { flush, link, set, state } from '../core/store.js';
import { untilAccepted } from '../core/wait.js';
import { FIRST_PROMPT } from '../settings/examples.js';
import { method, settings } from '../settings/settings.js';
import { summary } from '../settings/summary.js';
import { waitBox } from '../shell/problembox.js';
import { chip } from '../text/chip.js';
import { complete } from '../write/complete.js';

/** Both models draw with it, unless the settings have another one. */
const SEED = 1;

export class Sample {
  constructor() {
    /** @type {string | null} id of the job whose models are compared */
    this.job = null;
    /** @type {Column[]} */
    this.columns = [];
    /** @type {AbortController | null} */
    this.running = null;
    this.prompt = h('textarea', { id: 'sample-prompt', rows: 2, spellcheck: false });
    this.prompt.value = state.params.sp ?? (state.text.prompt || state.params.p || FIRST_PROMPT);
    this.prompt.addEventListener('input', () => {
      set({ sp: this.prompt.value });
      this.#drawLink();
    });
    this.prompt.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
        // Elsewhere this writes.
        event.preventDefault();
        event.stopPropagation();
        void this.#generate();
      }
    });
    this.go = h('button', { class: 'btn', type: 'button', id: 'sample-run', onclick: () => this.#press() });
    this.open = h('a', { class: 'btn', id: 'sample-open', href: '#/write', onclick: () => flush() }, 'Open in Write');
    this.decoding = h('p', { class: 'note' });
    this.list = h('div', { class: 'strategies samples' });
    this.redraw = oncePerFrame(() => this.#drawColumns());
    this.element = h(
      'section',
      { class: 'sect', 'aria-labelledby': 'sample-title' },
      h(
        'header',
        {},
        h('h2', { id: 'sample-title' }, 'Before and after'),
        h('span', { class: 'dim' }, 'same prompt, same seed'),
        h('div', { class: 'end row' }, this.go, this.open),
      ),
      h('label', { class: 'vh', htmlFor: 'sample-prompt' }, 'Prompt of the samples'),
      this.prompt,
      this.decoding,
      this.list,
    );
  }

  end() {
    this.running?.abort();
  }

  /** @param {Job} job */
  show(job) {
    const { id, model, fine_tuned_model: tuned } = job;
    const isShown = tuned !== null && isServed(tuned);
    this.element.hidden = !isShown;
    if (!isShown) {
      this.running?.abort();
      return;
    }
    if (this.job !== id) {
      this.running?.abort();
      this.job = id;
      this.columns = [column('Before', model), column('After', tuned)];
      this.redraw();
    }
    this.#draw();
  }

  #draw() {
    this.go.textContent = this.running ? 'Stop' : 'Generate';
    const values = this.#settings();
    redraw(
      this.decoding,
      `With the settings of `,
      h('a', { href: link('write'), 'data-view': 'write' }, 'Write'),
      `: ${summary(values, method())}, ${Number(values.max_tokens)} tokens at most.`,
    );
    this.#drawLink();
  }

  #drawLink() {
    this.open.href = link('write', { ...GONE, m: this.columns[1]?.model ?? '', p: this.prompt.value });
  }

  /** @returns {import('../settings/settings.js').Settings} */
  #settings() {
    const values = settings();
    return { ...values, best_of: null, seed: values.seed ?? SEED };
  }

  #press() {
    if (this.running) {
      this.running.abort();
    } else {
      void this.#generate();
    }
  }

  async #generate() {
    this.running?.abort();
    const controller = (this.running = new AbortController());
    for (const each of this.columns) {
      Object.assign(each, { tokens: [], isDone: false, error: null, wait: null });
    }
    this.#draw();
    await Promise.all(this.columns.map((each) => this.#fill(each, controller.signal)));
    if (this.running === controller) {
      this.running = null;
      this.#draw();
    }
  }

  /**
   * @param {Column} column
   * @param {AbortSignal} signal
   */
  async #fill(column, signal) {
    const { model } = column;
    const job = (/** @type {AbortSignal} */ own) =>
      complete({
        model,
        prompt: this.prompt.value,
        settings: this.#settings(),
        method: method(),
        signal: own,
        onTokens: (tokens) => {
          column.tokens.push(...tokens);
          this.redraw();
        },
      });
    const controller = new AbortController();
    const stop = () => controller.abort();
    try {
      await untilAccepted(job, AbortSignal.any([signal, controller.signal]), {
        waiting: (error, seconds, skip) => {
          column.wait = waitBox(describe(error), seconds, { skip, stop });
          this.redraw();
        },
        repeating: () => {
          column.wait = null;
          this.redraw();
        },
      });
      column.isDone = true;
    } catch (error) {
      if (!isAbort(error)) {
        const { title, text } = describe(error instanceof ApiError ? error : new ApiError(500, String(error)));
        column.error = `${title}. ${text}`;
      }
    }
    column.wait = null;
    this.redraw();
  }

  #drawColumns() {
    this.list.style.setProperty('--n', '2');
    const isEmpty =
      this.running === null && this.columns.every(({ tokens, error }) => tokens.length === 0 && error === null);
    this.list.hidden = isEmpty;
    redraw(this.list, this.columns.map(columnView));
  }
}

/** What means nothing in Write, or to another model. */
const GONE = { g: '', br: '', b: '', t: '', pn: '', cmp: '', job: '', sp: '' };

/**
 * @param {string} title
 * @param {string} model
 * @returns {Column}
 */
function column(title, model) {
  return { title, model, tokens: [], isDone: false, error: null, wait: null };
}

/** @param {Column} column */
function columnView({ title, model, tokens, isDone, error, wait }) {
  const mean = tokens.reduce((sum, token) => sum + (token.logprob ?? 0), 0) / Math.max(1, tokens.length);
  return h(
    'article',
    { 'data-sample': title.toLowerCase() },
    h('h3', {}, title),
    h('p', { class: 'dim name' }, model),
    wait ??
      (error !== null
        ? h('p', { class: 'note', role: 'alert' }, error)
        : h(
            'p',
            { class: 'run' },
            tokens.map((token, i) => chip(token, tokens[i + 1])),
          )),
    h('p', { class: 'dim' }, isDone && `Mean log-probability ${fixed(mean)}: how likely the model finds its own text.`),
  );
}
