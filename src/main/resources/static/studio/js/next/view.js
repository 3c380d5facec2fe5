/**
 * Next token: the distribution at a position of the text, and what each decoding stage does to it.
 *
 * @import { Distribution } from './distribution.js'
 * @import { Picture } from './table.js'
 */
import { h, replace, setText } from '../dom/dom.js';
import { stateBox } from '../dom/statebox.js';
import { ApiError, isAbort } from '../core/api.js';
import { modelName } from '../core/models.js';
import { sentence } from '../core/problems.js';
import { flush, link, locked, on, set, state } from '../core/store.js';
import { tokens } from '../text/document.js';
import { force } from '../write/generate.js';
import { noTextBox, problemBox } from '../shell/problembox.js';
import { check } from './check.js';
import { drawControls } from './controls.js';
import { cached, distribution } from './distribution.js';
import { drawHead } from './head.js';
import { SLIDERS, parameters } from './parameters.js';
import { Pipeline, draw as drawToken } from './pipeline.js';
import { Stages } from './stages.js';
import { Table, arithmetic } from './table.js';

const ROWS = 18;
const MORE_ROWS = 60;

/** Parameters of the address that change the picture but not the distribution. */
const PARAMS = new Set([...SLIDERS.map(({ param }) => param), 'st']);

/**
 * @param {HTMLElement} root
 * @returns {() => void} ends the view
 */
export function show(root) {
  const view = new NextToken(root);
  void view.load();
  const off = on(['params', 'text', 'service', 'run'], (topic, keys) => {
    if (topic !== 'params' || keys.includes('t') || keys.includes('m')) {
      void view.load();
    } else if (keys.some((key) => PARAMS.has(key))) {
      view.update();
    }
  });
  return () => {
    off();
    view.controller.abort();
  };
}

class NextToken {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.controller = new AbortController();
    this.rows = ROWS;
    /** @type {Map<number, number> | null} Counts of drawn tokens, by index in the distribution. */
    this.draws = null;
    /** @type {Distribution | null} */
    this.distribution = null;
    /** @type {Picture | null} */
    this.picture = null;
    /** @type {number[] | null} */
    this.context = null;
    /** @type {string | null} The model and the context that are read or shown. */
    this.key = null;
    this.head = h('header', { class: 'nt-head' });
    this.problem = h('div', {});
    /** @type {Pipeline | null} */
    this.pipeline = null;
    this.stages = new Stages((stage) => this.#select(stage));
    this.table = new Table((index) => this.#say(index));
    this.sum = h('p', { class: 'sum' });
    this.more = h('button', { class: 'btn small', type: 'button', onclick: () => this.#showMore() }, 'More rows');
    this.checked = h('p', { class: 'note', role: 'status', id: 'check-result' });
    const compare = h(
      'button',
      { class: 'btn small', type: 'button', id: 'check', onclick: () => this.#check() },
      'Check with the service',
    );
    this.main = h(
      'section',
      { class: 'nt-main', 'aria-label': 'Distribution', hidden: true },
      this.stages.element,
      h('div', { class: 'scroll-x', tabIndex: 0, role: 'region', 'aria-label': 'Candidates' }, this.table.element),
      this.sum,
      formula(),
      h('div', { class: 'row' }, this.more, compare),
      this.checked,
    );
    const controls = h('aside', { class: 'controls', 'aria-label': 'Decoding parameters' });
    drawControls(controls, { sample: (times) => this.#sample(times), forget: () => (this.draws = null) });
    root.append(h('div', { class: 'cols nextv' }, h('div', {}, this.head, this.problem, this.main), controls));
  }

  /** Index of the token in the text; the number of tokens for the one after the text. */
  get position() {
    const { length } = tokens(state.text);
    return Math.min(locked() ?? length, length);
  }

  /** Reads the distribution of the current position, unless it is shown. */
  async load() {
    const context = tokens(state.text)
      .slice(0, this.position)
      .map((token) => token.id);
    const key = [modelName(), ...context].join(' ');
    if (context.length === 0) {
      this.controller.abort();
      this.context = context;
      this.key = key;
      this.#drawEmpty();
      return;
    }
    if (key === this.key) {
      this.draw();
      return;
    }
    this.controller.abort();
    this.controller = new AbortController();
    this.context = context;
    this.key = key;
    this.draws = null;
    this.checked.textContent = '';
    this.distribution = cached(context) ?? null;
    drawHead(this.head, this.position, this.distribution);
    this.main.classList.add('pending');
    try {
      this.distribution = await distribution(context, this.controller.signal);
      this.draw();
    } catch (error) {
      if (!isAbort(error)) {
        this.#fail(error);
      }
    }
  }

  /** Draws everything again. Asks the service for nothing. */
  draw() {
    if (this.distribution) {
      this.problem.replaceChildren();
      this.main.hidden = false;
      this.main.classList.remove('pending');
      drawHead(this.head, this.position, this.distribution);
      this.update();
    }
  }

  /** Runs the pipeline again and draws what a slider changes. */
  update() {
    const found = this.distribution;
    if (!found) {
      return;
    }
    if (this.pipeline?.logits !== found.logits) {
      this.pipeline = new Pipeline(found.logits);
    }
    const result = this.pipeline.run(parameters());
    const last = result.stages.length - 1;
    const stage = Math.min(last, Number(state.params.st ?? last));
    const token = tokens(state.text)[this.position] ?? null;
    const draws = this.draws;
    const force = this.#forcing(found);
    this.picture = { distribution: found, result, stage, rows: this.rows, token, draws, force };
    this.stages.draw(result, stage);
    this.table.draw(this.picture);
    this.#say(token ? found.ids.indexOf(token.id) : 0);
  }

  /** @param {number} stage */
  #select(stage) {
    set({ st: stage === (this.picture?.result.stages.length ?? 0) - 1 ? '' : stage });
  }

  /** Writes the arithmetic of a row. @param {number} index */
  #say(index) {
    if (this.picture) {
      setText(this.sum, arithmetic(this.picture, index));
    }
  }

  /**
   * What forces a token at this position; null in the prompt.
   *
   * @param {Distribution} found
   */
  #forcing({ texts, ids, logits, logSumExp }) {
    const at = this.position - state.text.promptTokens.length;
    if (at < 0 || state.text.branches.length === 0) {
      return null;
    }
    return (/** @type {number} */ id) => {
      flush();
      location.hash = link('write');
      void force(at, { id, text: texts.get(id) ?? '', logprob: logits[ids.indexOf(id)] - logSumExp });
    };
  }

  /** @param {number} times */
  #sample(times) {
    const stages = this.picture?.result.stages;
    if (!stages) {
      return;
    }
    this.draws ??= new Map();
    for (let i = 0; i < times; i++) {
      const index = drawToken(stages[stages.length - 1], Math.random());
      this.draws.set(index, (this.draws.get(index) ?? 0) + 1);
    }
    this.update();
  }

  #showMore() {
    this.rows = this.rows === ROWS ? MORE_ROWS : ROWS;
    this.more.textContent = this.rows === ROWS ? 'More rows' : 'Fewer rows';
    this.update();
  }

  async #check() {
    if (!this.picture || !this.context) {
      return;
    }
    try {
      this.checked.textContent = await check(this.context, this.picture.distribution, parameters());
    } catch (error) {
      this.checked.textContent = error instanceof ApiError ? sentence(error.message) : String(error);
    }
  }

  #drawEmpty() {
    this.main.hidden = true;
    this.head.replaceChildren();
    const hasText = tokens(state.text).length > 0;
    if (hasText) {
      drawHead(this.head, 0, null);
      replace(this.problem, stateBox({ title: 'No token comes before this one', text: 'Select a later token.' }));
    } else {
      replace(this.problem, noTextBox());
    }
  }

  /** @param {unknown} error */
  #fail(error) {
    this.main.hidden = true;
    const again = () => {
      this.key = null;
      void this.load();
    };
    replace(this.problem, problemBox(error, again));
  }
}

function formula() {
  const z = () => h('i', {}, 'z');
  const t = () => h('i', {}, 'T');
  const p = h('i', {}, 'p');
  const text = [' = exp(', z(), ' / ', t(), ') / Σ exp(', z(), ' / ', t(), '), summed over the kept tokens.'];
  return h('p', { class: 'note' }, p, text);
}
