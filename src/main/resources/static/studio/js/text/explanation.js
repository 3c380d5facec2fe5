/** An explanation of the whole text: reads it, shows the states, and reads it again when the text or the model changes. */
import { h, replace } from '../dom/dom.js';
import { isAbort } from '../core/api.js';
import { modelName } from '../core/models.js';
import { on, state } from '../core/store.js';
import { noTextBox, problemBox } from '../shell/problembox.js';
import { tokens } from './document.js';

/** @template T */
export class TextExplanation {
  /**
   * @param {HTMLElement} root
   * @param {HTMLElement} body what shows the explanation
   * @param {(ids: number[], signal: AbortSignal) => Promise<T>} read
   * @param {(value: T) => void} draw
   */
  constructor(root, body, read, draw) {
    this.body = body;
    this.read = read;
    this.draw = draw;
    this.problem = h('div', {});
    /** @type {T | null} */
    this.value = null;
    this.controller = new AbortController();
    /** @type {string | null} The model and the text that are read or shown. */
    this.key = null;
    body.hidden = true;
    root.append(this.problem, body);
    this.off = on(['text', 'run', 'params'], (topic, keys) => {
      if (topic !== 'params' || keys.includes('m')) {
        void this.load();
      }
    });
    void this.load();
  }

  async load() {
    const ids = tokens(state.text).map((token) => token.id);
    const key = [modelName(), ...ids].join(' ');
    // While tokens arrive, the explanation of the text before stays.
    if (state.run.phase === 'running' || state.run.phase === 'restoring' || this.key === key) {
      return;
    }
    this.controller.abort();
    this.controller = new AbortController();
    this.key = key;
    if (ids.length === 0) {
      this.#empty();
      return;
    }
    this.body.classList.add('pending');
    const { signal } = this.controller;
    try {
      const value = await this.read(ids, signal);
      signal.throwIfAborted();
      this.value = value;
      this.problem.replaceChildren();
      this.body.hidden = false;
      this.body.classList.remove('pending');
      this.draw(value);
    } catch (error) {
      if (!isAbort(error)) {
        this.fail(error);
      }
    }
  }

  /** Reads the explanation again. */
  again() {
    this.key = null;
    void this.load();
  }

  #empty() {
    this.body.hidden = true;
    this.value = null;
    replace(this.problem, noTextBox());
  }

  /**
   * Shows an error in place of the explanation.
   *
   * @param {unknown} error
   */
  fail(error) {
    this.body.hidden = true;
    replace(
      this.problem,
      problemBox(error, () => this.again()),
    );
  }

  end() {
    this.off();
    this.controller.abort();
  }
}
