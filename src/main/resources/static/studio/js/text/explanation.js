/** An explanation of the whole text: reads it, shows the states, and reads it again when the text changes. */
import { h, replace } from '../dom/dom.js';
import { stateBox } from '../dom/statebox.js';
import { ApiError, isAbort } from '../core/api.js';
import { describe } from '../core/problems.js';
import { link, on, state } from '../core/store.js';
import { askForKey } from '../shell/keydialog.js';
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
    /** @type {string | null} The text that is read or shown. */
    this.key = null;
    body.hidden = true;
    root.append(this.problem, body);
    this.off = on(['text', 'run'], () => void this.load());
    void this.load();
  }

  async load() {
    const ids = tokens(state.text).map((token) => token.id);
    // While tokens arrive, the explanation of the text before stays.
    if (state.run.phase === 'running' || state.run.phase === 'restoring' || this.key === ids.join()) {
      return;
    }
    this.controller.abort();
    this.controller = new AbortController();
    this.key = ids.join();
    if (ids.length === 0) {
      this.#empty();
      return;
    }
    this.body.classList.add('pending');
    try {
      this.value = await this.read(ids, this.controller.signal);
      this.problem.replaceChildren();
      this.body.hidden = false;
      this.body.classList.remove('pending');
      this.draw(this.value);
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
    const actions = [{ label: 'Go to Write', main: true, run: () => (location.hash = link('write')) }];
    replace(
      this.problem,
      stateBox({ title: 'Nothing is written yet', text: 'Complete a prompt in Write first.', actions }),
    );
  }

  /**
   * Shows an error in place of the explanation.
   *
   * @param {unknown} error
   */
  fail(error) {
    this.body.hidden = true;
    const known = error instanceof ApiError ? error : new ApiError(500, String(error));
    const { title, text } = describe(known);
    const again = () => this.again();
    const action = known.needsKey
      ? { label: 'Enter an API key', main: true, run: () => askForKey(again) }
      : { label: 'Try again', main: true, run: again };
    replace(this.problem, stateBox({ title, text, actions: [action] }));
  }

  end() {
    this.off();
    this.controller.abort();
  }
}
