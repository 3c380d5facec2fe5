/** Next token: the distribution at a position of the text, and what each decoding stage does to it. */
import { h, replace } from '../dom/dom.js';
import { count, percent, running } from '../dom/format.js';
import { slider } from '../dom/widgets.js';
import { stateBox } from '../dom/statebox.js';
import { ApiError, isAbort } from '../core/api.js';
import { describe, sentence } from '../core/problems.js';
import { flush, link, locked, on, set, state } from '../core/store.js';
import { tokens } from '../text/document.js';
import { force } from '../write/generate.js';
import { askForKey } from '../shell/keydialog.js';
import { check } from './check.js';
import { cached, distribution } from './distribution.js';
import { SLIDERS, parameters, resetSliders, say, setSlider, useInWrite } from './parameters.js';
import { draw as drawToken, pipeline } from './pipeline.js';
import { drawStages } from './stages.js';
import { arithmetic, drawTable } from './table.js';

const ROWS = 18;
const MORE_ROWS = 60;

/** Parameters of the address that redraw the view. */
const PARAMS = new Set([...SLIDERS.map(({ param }) => param), 't', 'st']);

/**
 * @param {HTMLElement} root
 * @returns {() => void} ends the view
 */
export function show(root) {
  const view = new NextToken(root);
  view.load();
  const off = on(['params', 'text', 'service'], (topic, keys) => {
    if (topic !== 'params') {
      view.load();
    } else if (keys.includes('t')) {
      view.load();
    } else if (keys.some((key) => PARAMS.has(key))) {
      view.draw();
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
    /** @type {Map<number, number> | null} */
    this.draws = null;
    /** @type {import('./distribution.js').Distribution | null} */
    this.distribution = null;
    /** @type {number[]} */
    this.context = [];
    this.head = h('header', { class: 'nt-head' });
    this.stages = h('ol', { class: 'stages', 'aria-label': 'Stages' });
    this.table = h('table', { class: 'nt' });
    this.sum = h('p', { class: 'sum', 'aria-live': 'off' });
    this.more = h('button', { class: 'btn small', type: 'button', onclick: () => this.#showMore() }, 'More rows');
    this.checked = h('p', { class: 'note', role: 'status', id: 'check-result' });
    this.controls = h('aside', { class: 'controls', 'aria-label': 'Decoding parameters' });
    this.main = h(
      'section',
      { class: 'nt-main', 'aria-label': 'Distribution' },
      this.stages,
      h('div', { class: 'scroll-x', tabIndex: 0, role: 'region', 'aria-label': 'Candidates' }, this.table),
      this.sum,
      formula(),
      h('div', { class: 'row' }, this.more, h('button', { class: 'btn small', type: 'button', id: 'check', onclick: () => this.#check() }, 'Check with the service')),
      this.checked,
    );
    this.problem = h('div', {});
    root.append(h('div', { class: 'cols nextv' }, h('div', {}, this.head, this.problem, this.main), this.controls));
    this.#drawControls();
  }

  get position() {
    const all = tokens(state.text);
    return Math.min(locked() ?? all.length, all.length);
  }

  /** Reads the distribution of the current position. */
  async load() {
    const all = tokens(state.text);
    const position = this.position;
    const ids = all.slice(0, position).map((token) => token.id);
    if (ids.join() === this.context.join() && this.distribution) {
      this.draw();
      return;
    }
    this.controller.abort();
    this.controller = new AbortController();
    this.context = ids;
    this.draws = null;
    this.checked.textContent = '';
    this.distribution = cached(ids) ?? null;
    this.#drawHead();
    if (ids.length === 0) {
      this.#drawEmpty(all.length > 0);
      return;
    }
    this.main.classList.add('pending');
    try {
      this.distribution = await distribution(ids, this.controller.signal);
      this.problem.replaceChildren();
      this.draw();
    } catch (error) {
      if (!isAbort(error)) {
        this.#fail(error);
      }
    }
  }

  /** Draws the pipeline again; asks the service for nothing. */
  draw() {
    const found = this.distribution;
    if (!found) {
      return;
    }
    this.main.hidden = false;
    this.main.classList.remove('pending');
    const result = pipeline(found.logits, parameters());
    const last = result.stages.length - 1;
    const stage = Math.min(last, Number(state.params.st ?? last));
    const picture = { distribution: found, result, stage, rows: this.rows, token: this.#token(), draws: this.draws, force: this.#forcing() };
    this.picture = picture;
    this.#drawHead();
    drawStages(this.stages, result, stage, (picked) => set({ st: picked === last ? '' : picked }));
    const say = (/** @type {number} */ index) => (this.sum.textContent = arithmetic(picture, index));
    drawTable(this.table, picture, say);
    say(Math.max(0, picture.token ? found.ids.indexOf(picture.token.id) : 0));
  }

  #token() {
    return tokens(state.text)[this.position] ?? null;
  }

  #forcing() {
    const at = this.position - state.text.promptTokens.length;
    if (at < 0 || state.text.branches.length === 0) {
      return null;
    }
    return (/** @type {number} */ id) => {
      const { texts, ids, logits, logSumExp } = /** @type {import('./distribution.js').Distribution} */ (this.distribution);
      const logprob = logits[ids.indexOf(id)] - logSumExp;
      flush();
      location.hash = link('write');
      void force(at, { id, text: texts.get(id) ?? '', logprob });
    };
  }

  #drawHead() {
    const all = tokens(state.text);
    const { position } = this;
    const token = this.#token();
    const before = all.slice(Math.max(0, position - 7), position).map((each) => each.text).join('').replace(/\n/g, '↵');
    const step = (/** @type {number} */ by) => () => set({ t: Math.max(0, Math.min(all.length, position + by)) });
    const focused = document.activeElement?.id;
    replace(
      this.head,
      h('h2', {}, h('span', { class: 'ctx' }, position > 7 ? '…' : '', before, ' '), h('span', { class: 'blank' }, token ? running(token.text) : '?')),
      h('p', { class: 'note' }, this.#rank(token)),
      h(
        'div',
        { class: 'end row' },
        h('button', { class: 'btn small', type: 'button', id: 'before', onclick: step(-1), disabled: position === 0 }, '← Token before'),
        h('button', { class: 'btn small', type: 'button', id: 'after', onclick: step(1), disabled: position >= all.length }, 'Token after →'),
      ),
    );
    if (focused === 'before' || focused === 'after') {
      document.getElementById(focused)?.focus();
    }
  }

  /** @param {import('../text/document.js').Token | null} token */
  #rank(token) {
    const found = this.distribution;
    if (!token) {
      return found ? 'The token after the text. Select one to write it.' : '';
    }
    if (!found) {
      return '';
    }
    const rank = found.ids.indexOf(token.id);
    const p = Math.exp(found.logits[rank] - found.logSumExp);
    return `The model gives “${running(token.text)}” ${percent(p)}: rank ${count(rank + 1)} of ${count(found.ids.length)}.`;
  }

  #drawControls() {
    const values = parameters();
    replace(
      this.controls,
      h('header', { class: 'hd' }, h('h2', {}, 'Parameters'), h('span', { class: 'dim' }, 'computed in this page')),
      SLIDERS.map((each) =>
        slider({
          ...each,
          id: `nt-${each.name}`,
          value: values[each.name],
          say: (value) => say(each, value),
          change: (value) => {
            this.draws = null;
            setSlider(each, value);
          },
        }),
      ),
      h(
        'div',
        { class: 'row draws' },
        h('button', { class: 'go', type: 'button', id: 'draw-one', onclick: () => this.#sample(1) }, 'Draw one'),
        h('button', { class: 'btn', type: 'button', id: 'draw-many', onclick: () => this.#sample(100) }, 'Draw 100'),
      ),
      h('p', { class: 'note' }, 'Draws tokens from the last stage and counts them in the table.'),
      h(
        'div',
        { class: 'row draws' },
        h('button', { class: 'btn small', type: 'button', onclick: () => useInWrite() }, 'Use in Write'),
        h('button', { class: 'btn small', type: 'button', onclick: () => this.#reset() }, 'Reset'),
      ),
    );
  }

  #reset() {
    this.draws = null;
    resetSliders();
    this.#drawControls();
    this.draw();
  }

  /** @param {number} times */
  #sample(times) {
    const result = this.picture?.result;
    if (!result) {
      return;
    }
    this.draws ??= new Map();
    const { p } = result.stages[result.stages.length - 1];
    for (let i = 0; i < times; i++) {
      const index = drawToken(p, Math.random());
      this.draws.set(index, (this.draws.get(index) ?? 0) + 1);
    }
    this.draw();
  }

  #showMore() {
    this.rows = this.rows === ROWS ? MORE_ROWS : ROWS;
    this.more.textContent = this.rows === ROWS ? 'More rows' : 'Fewer rows';
    this.draw();
  }

  async #check() {
    if (!this.picture || !this.distribution) {
      return;
    }
    try {
      this.checked.textContent = await check(this.context, this.distribution, parameters(), this.picture.result);
    } catch (error) {
      this.checked.textContent = error instanceof ApiError ? sentence(error.message) : String(error);
    }
  }

  /** @param {boolean} hasText */
  #drawEmpty(hasText) {
    this.main.hidden = true;
    const first = { title: 'No token comes before this one', text: 'Select a later token.' };
    const none = { title: 'Nothing is written yet', text: 'Complete a prompt in Write first.', actions: [{ label: 'Go to Write', main: true, run: () => (location.hash = link('write')) }] };
    if (state.run.phase !== 'restoring' && state.run.phase !== 'idle') {
      replace(this.problem, stateBox(hasText ? first : none));
    } else {
      replace(this.problem, hasText || state.params.g ? null : stateBox(none));
    }
  }

  /** @param {unknown} error */
  #fail(error) {
    this.main.hidden = true;
    const known = error instanceof ApiError ? error : new ApiError(500, String(error));
    const { title, text } = describe(known);
    const again = () => {
      this.context = [];
      void this.load();
    };
    const actions = [known.needsKey ? { label: 'Enter an API key', main: true, run: () => askForKey(again) } : { label: 'Try again', main: true, run: again }];
    replace(this.problem, stateBox({ title, text, actions }));
  }
}

function formula() {
  const z = () => h('i', {}, 'z');
  const t = () => h('i', {}, 'T');
  return h('p', { class: 'note' }, h('i', {}, 'p'), ' = exp(', z(), ' / ', t(), ') / Σ exp(', z(), ' / ', t(), '), summed over the kept tokens.');
}
