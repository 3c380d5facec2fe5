/**
 * The search for the noise that each part tolerates: hundreds of steps, streamed. It runs only when the user starts it.
 *
 * @import { Question, Scores } from './scores.js'
 *
 * @typedef {{iteration: number, loss: number, sigma: number[]}} Progress
 * @typedef {{phase: 'running' | 'done' | 'stopped' | 'failed', curve: Progress[], result: Scores | null, error: unknown}} Search
 */
import { isAbort, stream } from '../core/api.js';
import { Cache } from '../core/cache.js';
import { modelName } from '../core/models.js';
import { methodOf } from './methods.js';
import { keep, keyOf, read } from './scores.js';

/** Steps of a search. */
export const STEPS = 300;

/** The service reports each tenth step. */
export const REPORTED = 10;

const METHOD = methodOf('noise', 'noise');

/** @type {Cache<Search>} */
const searches = new Cache(12);

export class NoiseSearch {
  /** @param {{changed: () => void, progressed: () => void}} listener changed: a search started or ended */
  constructor({ changed, progressed }) {
    this.changed = changed;
    this.progressed = progressed;
    /** @type {Question | null} */
    this.question = null;
    /** @type {AbortController | null} */
    this.controller = null;
  }

  /** The search for the current question, if there was one. @returns {Search | null} */
  get current() {
    return (this.question && searches.get(keyOf(METHOD, this.question))) ?? null;
  }

  /** A search for another context ends. @param {Question | null} question */
  select(question) {
    const before = this.question && keyOf(METHOD, this.question);
    if (before !== (question && keyOf(METHOD, question))) {
      this.stop();
    }
    this.question = question;
  }

  stop() {
    this.controller?.abort();
    this.controller = null;
  }

  /** Ends the search and reports nothing more. */
  end() {
    this.changed = () => {};
    this.progressed = () => {};
    this.stop();
  }

  async start() {
    const { question } = this;
    if (!question) {
      return;
    }
    this.stop();
    const controller = new AbortController();
    this.controller = controller;
    /** @type {Search} */
    const search = { phase: 'running', curve: [], result: null, error: null };
    searches.set(keyOf(METHOD, question), search);
    this.changed();
    try {
      await this.#read(question, search, controller.signal);
      search.phase = 'done';
    } catch (error) {
      search.phase = isAbort(error) ? 'stopped' : 'failed';
      search.error = error;
    }
    this.changed();
  }

  /**
   * @param {Question} question
   * @param {Search} search
   * @param {AbortSignal} signal
   */
  async #read({ context, target, granularity }, search, signal) {
    const body = {
      model: modelName(),
      prompt: context,
      method: METHOD.id,
      granularity,
      iterations: STEPS,
      stream: true,
    };
    for await (const event of stream('v1/explain/importance', { body, signal })) {
      if (event.parts) {
        search.result = read(event);
        keep(METHOD, { context, target, granularity }, search.result);
      } else {
        search.curve.push(event);
        this.progressed();
      }
    }
  }
}
