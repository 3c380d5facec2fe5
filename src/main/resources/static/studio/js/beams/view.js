/**
 * Beams: a beam search from the prompt, step by step, and the texts that it finds.
 *
 * @import { Search } from './search.js'
 * @import { Lattice } from './lattice.js'
 */
import { h, redraw } from '../dom/dom.js';
import { fixed, plural } from '../dom/format.js';
import { segments, slider } from '../dom/widgets.js';
import { on, set, state } from '../core/store.js';
import { TextExplanation } from '../text/explanation.js';
import { setInk } from '../text/ink.js';
import { lattice } from './lattice.js';
import { nodesAt, pathTo, search } from './search.js';

const MIN_WIDTH = 760;
const PLAY_MS = 600;
const REST_MS = 300;
const BEAMS = /** @type {const} */ ([
  ['2', '2'],
  ['4', '4'],
  ['8', '8'],
]);

/**
 * @param {HTMLElement} root
 * @returns {() => void} ends the view
 */
export function show(root) {
  const view = new Beams(root);
  return () => view.end();
}

class Beams {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.head = h('header', {});
    this.picture = h('div', { class: 'scroll-x', tabIndex: 0, role: 'group', 'aria-label': 'Lattice' });
    this.results = h('section', { class: 'sect', 'aria-label': 'Results' });
    /** @type {Lattice | null} */
    this.lattice = null;
    /** @type {number | null} node under the pointer */
    this.pointed = null;
    /** @type {ReturnType<typeof setInterval> | undefined} */
    this.timer = undefined;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.rest = undefined;
    const note =
      'Each column holds the best hypotheses after a step, the best on top. The number is the log-probability that the token adds; a thicker line is likelier. Point at a token to follow its hypothesis.';
    const body = h(
      'div',
      {},
      h(
        'section',
        { class: 'panel', 'aria-label': 'Search' },
        this.head,
        this.picture,
        h('p', { class: 'note' }, note),
      ),
      this.#settings(),
      this.results,
    );
    this.explanation = new TextExplanation(
      root,
      body,
      (ids, signal) => search(ids.slice(0, state.text.promptTokens.length), this.options, signal),
      (found) => this.draw(found),
    );
    this.resize = new ResizeObserver(() => this.explanation.value && this.draw(this.explanation.value));
    this.resize.observe(this.picture);
    this.off = on(['params'], (_, keys) => {
      if (keys.some((key) => ['nb', 'nt', 'lp'].includes(key))) {
        clearTimeout(this.rest);
        this.rest = setTimeout(() => this.explanation.again(), REST_MS);
      } else {
        this.#update();
      }
    });
  }

  get options() {
    const { nb, nt, lp } = state.params;
    return {
      numBeams: [2, 4, 8].includes(Number(nb)) ? Number(nb) : 4,
      maxTokens: Number(nt ?? 10) || 10,
      lengthPenalty: Number(lp ?? 1),
    };
  }

  #settings() {
    const { maxTokens, lengthPenalty } = this.options;
    return h(
      'div',
      { class: 'beamset' },
      slider({
        id: 'beam-tokens',
        label: 'Max tokens',
        min: 2,
        max: 24,
        step: 1,
        value: maxTokens,
        help: 'Number of steps of the search.',
        say: String,
        change: (value) => set({ nt: value === 10 ? '' : value, step: '' }),
      }),
      slider({
        id: 'beam-length',
        label: 'Length penalty',
        min: -2,
        max: 4,
        step: 0.1,
        value: lengthPenalty,
        help: 'Exponent of the length that divides the score. High values prefer long texts.',
        say: (value) => value.toFixed(1),
        change: (value) => set({ lp: value === 1 ? '' : value }),
      }),
    );
  }

  /** @param {Search} found */
  draw(found) {
    const first = state.text.promptTokens.length;
    const context = state.text.promptTokens[first - 1]?.text ?? '';
    const width = Math.max(MIN_WIDTH, this.picture.clientWidth, 122 + found.numSteps * 74);
    this.lattice = lattice(found, width, context, (id) => {
      this.pointed = id;
      this.#update();
    });
    this.picture.replaceChildren(this.lattice.element);
    setInk((_, index) => (index < first ? {} : { later: true, say: 'not part of the search' }), {
      label: 'The search starts after the prompt',
      low: '',
      high: '',
    });
    this.#update();
  }

  #update() {
    const found = this.explanation.value;
    if (!found || !this.lattice) {
      return;
    }
    const step = Math.max(1, Math.min(found.numSteps, Number(state.params.step ?? found.numSteps)));
    const picked = Math.max(0, Math.min(found.results.length - 1, Number(state.params.r ?? 0)));
    this.lattice.show(step, pathTo(found, this.pointed ?? found.results[picked].node));
    this.#drawHead(found, step);
    this.#drawResults(found, picked);
  }

  /**
   * @param {Search} found
   * @param {number} step
   */
  #drawHead(found, step) {
    const { kept, cut } = nodesAt(found, step);
    redraw(
      this.head,
      h('h2', {}, `Beam search with ${found.numBeams} beams`),
      h(
        'span',
        { class: 'dim' },
        `step ${step} of ${found.numSteps}: ${plural(kept.length + cut.length, 'candidate')}, ${kept.length} kept, ${cut.length} cut`,
      ),
      h(
        'div',
        { class: 'end row' },
        h('span', { class: 'dim' }, 'Beams'),
        segments('Beams', BEAMS, /** @type {'2' | '4' | '8'} */ (String(found.numBeams)), (value) =>
          set({ nb: value === '4' ? '' : value, r: '' }),
        ),
        h(
          'button',
          { class: 'btn', type: 'button', 'aria-label': 'Step back', onclick: () => this.#go(step - 1) },
          '←',
        ),
        h(
          'button',
          { class: 'btn', type: 'button', id: 'play', onclick: () => this.#play() },
          this.timer ? 'Pause' : 'Play',
        ),
        h(
          'button',
          { class: 'btn', type: 'button', 'aria-label': 'Step forward', onclick: () => this.#go(step + 1) },
          '→',
        ),
      ),
    );
  }

  /** @param {number} step */
  #go(step) {
    this.#pause();
    this.#step(step);
  }

  /** @param {number} step */
  #step(step) {
    const last = this.explanation.value?.numSteps ?? 1;
    const next = Math.max(1, Math.min(last, step));
    set({ step: next === last ? '' : next });
  }

  #play() {
    if (this.timer) {
      this.#pause();
      this.#update();
      return;
    }
    let step = 1;
    this.timer = setInterval(() => {
      step++;
      if (step >= (this.explanation.value?.numSteps ?? 1)) {
        this.#pause();
      }
      this.#step(step);
    }, PLAY_MS);
    this.#step(1);
  }

  #pause() {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  /**
   * @param {Search} found
   * @param {number} picked
   */
  #drawResults(found, picked) {
    redraw(
      this.results,
      h(
        'header',
        {},
        h('h2', {}, 'Results'),
        h('span', { class: 'dim' }, 'by score: log-probability, divided by the length raised to the length penalty'),
      ),
      h(
        'ol',
        { class: 'results' },
        found.results.map((result, i) =>
          h(
            'li',
            {},
            h(
              'button',
              { type: 'button', 'aria-pressed': String(i === picked), onclick: () => set({ r: i === 0 ? '' : i }) },
              h('span', { class: 'sc' }, fixed(result.score, 3)),
              h(
                'span',
                {},
                h('span', { class: 'ctx' }, state.text.prompt.replace(/\n+/g, ' ↵ ')),
                result.text.replace(/\n+/g, ' ↵ '),
              ),
            ),
          ),
        ),
      ),
    );
  }

  end() {
    this.off();
    this.#pause();
    clearTimeout(this.rest);
    this.resize.disconnect();
    this.explanation.end();
  }
}
