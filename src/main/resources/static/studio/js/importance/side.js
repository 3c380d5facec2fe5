/**
 * The scores by one method: read from the cache, requested at once, or requested after a rest.
 *
 * @import { Method } from './methods.js'
 * @import { Question, Scores } from './scores.js'
 */
import { isAbort } from '../core/api.js';
import { cached, keyOf, scores } from './scores.js';

export class Side {
  /** @param {() => void} changed called when scores or an error have come */
  constructor(changed) {
    this.changed = changed;
    /** @type {Scores | null} */
    this.scores = null;
    /** @type {unknown} */
    this.error = null;
    this.pending = false;
    this.controller = new AbortController();
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.rest = undefined;
    this.key = '';
  }

  /**
   * Loads the scores unless they are here, on their way, or failed. After `abort` it tries again.
   *
   * @param {Method} method
   * @param {Question} question
   */
  load(method, question) {
    const key = keyOf(method, question);
    const known = cached(method, question) ?? null;
    if (key === this.key && (this.pending || this.error || this.scores === known)) {
      return;
    }
    this.abort();
    this.key = key;
    this.error = null;
    this.scores = known;
    if (!known && method.wait !== null) {
      this.pending = true;
      this.rest = setTimeout(() => void this.#request(method, question), method.wait);
    }
  }

  abort() {
    clearTimeout(this.rest);
    this.controller.abort();
    this.controller = new AbortController();
    this.pending = false;
    this.error = null;
    this.key = '';
  }

  /**
   * @param {Method} method
   * @param {Question} question
   */
  async #request(method, question) {
    const { controller } = this;
    let loaded = null;
    let failure = null;
    try {
      loaded = await scores(method, question, controller.signal);
    } catch (error) {
      failure = error;
    }
    if (controller === this.controller && !isAbort(failure)) {
      this.scores = loaded;
      this.error = failure;
      this.pending = false;
      this.changed();
    }
  }
}
