/**
 * The search for the current context and options: read from the cache, or requested after a rest. One request at a time.
 *
 * @import { Options } from './options.js'
 * @import { Tree } from './search.js'
 */
import { isAbort } from '../core/api.js';
import { modelName } from '../core/models.js';
import { cached, search } from './search.js';

export class SearchRequest {
  /** @param {{wait: () => void, show: (tree: Tree) => void, fail: (error: unknown) => void}} actions */
  constructor(actions) {
    this.actions = actions;
    this.key = '';
    this.controller = new AbortController();
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.rest = undefined;
  }

  /**
   * @param {number[]} context
   * @param {Options} options
   * @param {number} wait milliseconds at rest before the request
   */
  load(context, options, wait) {
    const key = JSON.stringify([modelName(), context, options]);
    if (key === this.key) {
      return;
    }
    this.abort();
    this.key = key;
    const known = cached(context, options);
    if (known) {
      this.actions.show(known);
      return;
    }
    this.actions.wait();
    this.rest = setTimeout(() => void this.#request(context, options), wait);
  }

  /** Ends the request; the next one is sent again. */
  abort() {
    clearTimeout(this.rest);
    this.controller.abort();
    this.controller = new AbortController();
    this.key = '';
  }

  /**
   * @param {number[]} context
   * @param {Options} options
   */
  async #request(context, options) {
    const { controller } = this;
    try {
      const tree = await search(context, options, controller.signal);
      if (controller === this.controller) {
        this.actions.show(tree);
      }
    } catch (error) {
      if (controller === this.controller && !isAbort(error)) {
        this.actions.fail(error);
      }
    }
  }
}
