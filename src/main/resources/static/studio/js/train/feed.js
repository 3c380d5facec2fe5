/**
 * The events of one job, the oldest first, from the stream of the service. A stream that breaks is opened again; it repeats the events,
 * of which those that are known are left out.
 *
 * @import { JobEvent } from './service.js'
 */
import { ApiError, isAbort } from '../core/api.js';
import { streamEvents } from './service.js';

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 10_000;

export class Feed {
  /**
   * @param {string} id of the job
   * @param {() => void} changed called after each change
   */
  constructor(id, changed) {
    this.id = id;
    this.changed = changed;
    /** @type {JobEvent[]} */
    this.events = [];
    /** @type {Set<string>} */
    this.known = new Set();
    /** @type {'reading' | 'following' | 'broken' | 'ended' | 'failed'} broken: until the service responds */
    this.phase = 'reading';
    /** @type {unknown} why it failed */
    this.error = null;
    this.controller = new AbortController();
    /** Ends the wait before the next try. */
    this.retry = () => {};
    void this.#follow(this.controller);
  }

  /** Ends the requests. */
  stop() {
    this.controller.abort();
  }

  /** Follows the job again after `stop`. */
  resume() {
    if (this.controller.signal.aborted && this.phase !== 'ended') {
      this.controller = new AbortController();
      void this.#follow(this.controller);
    }
  }

  /** @param {AbortController} controller */
  async #follow({ signal }) {
    for (let failures = 0; ; failures++) {
      const before = this.events.length;
      try {
        for await (const event of streamEvents(this.id, signal)) {
          this.#add(event);
        }
        this.#enter('ended');
        return;
      } catch (error) {
        if (isAbort(error) || signal.aborted) {
          return;
        }
        if (!canRepeat(error)) {
          this.error = error;
          this.#enter('failed');
          return;
        }
      }
      failures = this.events.length > before ? 0 : failures;
      if (failures > 0) {
        // A proxy that ends long responses is no reason to alarm the user.
        this.#enter('broken');
      }
      await new Promise((resolve) => {
        this.retry = () => resolve(null);
        setTimeout(resolve, Math.min(FIRST_DELAY_MS * 2 ** failures, LONGEST_DELAY_MS));
      });
      if (signal.aborted) {
        return;
      }
    }
  }

  /** @param {JobEvent} event */
  #add(event) {
    if (!this.known.has(event.id)) {
      this.known.add(event.id);
      this.events.push(event);
    }
    this.#enter('following');
  }

  /** @param {Feed['phase']} phase */
  #enter(phase) {
    this.phase = phase;
    this.changed();
  }
}

/** Whether the service may return: it restarts, or a proxy in between does. @param {unknown} error */
function canRepeat(error) {
  return error instanceof ApiError && (error.status === 0 || error.status === 429 || error.status >= 500);
}
