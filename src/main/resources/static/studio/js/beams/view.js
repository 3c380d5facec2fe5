/**
 * Beams: a beam search from the end of the prompt or before the selected token, step by step.
 *
 * @import { Tree } from './search.js'
 */
import { h, replace } from '../dom/dom.js';
import { joined } from '../dom/bytes.js';
import { labelled } from '../dom/format.js';
import { locked, on, set, state } from '../core/store.js';
import { tokens } from '../text/document.js';
import { resetInk, setInk } from '../text/ink.js';
import { noTextBox, problemBox } from '../shell/problembox.js';
import { arithmetic } from './arithmetic.js';
import { Controls } from './controls.js';
import { Frame } from './frame.js';
import { Head } from './head.js';
import { SEARCH_PARAMS, context, options, room, startsAtToken } from './options.js';
import { SearchRequest } from './request.js';
import { drawResults, markResult } from './results.js';
import { pathTo } from './search.js';

/** After the last change of an option. */
const REST_MS = 300;

/** Tokens before a found text. */
const BEFORE = 8;

/**
 * @param {HTMLElement} root
 * @returns {() => void} ends the view
 */
export function show(root) {
  const view = new Beams(root);
  view.load(0);
  const off = on(['params', 'text', 'service', 'run'], (topic, keys) => {
    if (topic !== 'params' || keys.some((key) => SEARCH_PARAMS.includes(key) || key === 't')) {
      view.load(topic === 'params' ? REST_MS : 0);
    }
    if (topic === 'params' && keys.some((key) => ['step', 'r', 'at'].includes(key))) {
      view.draw();
    }
    if (topic === 'params' && keys.includes('step')) {
      view.frame.reveal(view.step);
    }
  });
  const escape = (/** @type {KeyboardEvent} */ event) => event.key === 'Escape' && view.release();
  addEventListener('keydown', escape);
  return () => {
    off();
    removeEventListener('keydown', escape);
    view.end();
  };
}

class Beams {
  /** @param {HTMLElement} root */
  constructor(root) {
    /** @type {Tree | null} */
    this.tree = null;
    /** @type {number[]} Context of the drawn search. */
    this.context = [];
    /** @type {number | null} Node under the pointer or the keyboard. */
    this.over = null;
    this.request = new SearchRequest({
      wait: () => this.main.classList.add('waits'),
      show: (tree) => this.#show(tree),
      fail: (error) => this.#fail(error),
    });
    this.frame = new Frame({
      point: (id) => this.#point(id),
      keep: (id) => set({ at: String(id) === state.params.at ? '' : id }),
      current: () => this.node,
      built: () => this.draw(),
    });
    this.head = new Head(
      () => this.tree,
      () => this.step,
    );
    this.controls = new Controls();
    this.sum = h('div', { class: 'beam-sum', id: 'beam-sum', role: 'status' });
    this.results = h('ol', { class: 'results', 'aria-labelledby': 'beam-found' });
    this.ranked = h('span', { class: 'dim' });
    this.nothing = h('div', {});
    const found = h(
      'section',
      { class: 'beam-found', 'aria-labelledby': 'beam-found' },
      h('header', { class: 'row' }, h('h2', { id: 'beam-found' }, 'Texts found'), this.ranked),
      this.results,
    );
    const notes = h('div', { class: 'beam-notes' }, this.sum, legend());
    this.picture = h('section', { 'aria-labelledby': 'beam-title' }, this.frame.element, notes);
    const lower = h('div', { class: 'cols beam-cols sect' }, found, this.controls.element);
    this.main = h('div', { hidden: true }, this.head.element, this.picture, lower);
    root.append(this.nothing, this.main);
  }

  /** The step that is shown. */
  get step() {
    const steps = this.tree?.steps ?? 1;
    const given = Number(state.params.step ?? NaN);
    return given >= 1 && given <= steps ? given : steps;
  }

  /** The node whose path is shown. */
  get node() {
    const { tree } = this;
    const kept = Number(state.params.at ?? NaN);
    const result = tree?.results[Number(state.params.r ?? 0)] ?? tree?.results[0];
    return this.over ?? (tree?.nodes[kept] ? kept : (result?.node ?? 0));
  }

  /** Requests the search unless it is drawn. @param {number} wait milliseconds at rest */
  load(wait) {
    if (state.run.phase === 'running' || state.run.phase === 'restoring') {
      return;
    }
    const ids = context();
    this.main.hidden = ids.length === 0;
    replace(this.nothing, ids.length === 0 && noTextBox());
    if (ids.length === 0) {
      this.request.abort();
      resetInk();
      return;
    }
    this.controls.draw();
    this.head.drawOptions((locked() ?? 0) > 0);
    const start = startsAtToken() ? 'before the selected token' : 'after the prompt';
    setInk((_, index) => ({ later: index >= ids.length }), { label: `The search starts ${start}`, low: '', high: '' });
    this.context = ids;
    this.request.load(ids, { ...options(), length: room(ids.length) }, wait);
  }

  /** @param {Tree} tree */
  #show(tree) {
    this.head.stepper.stop();
    this.tree = tree;
    this.over = null;
    this.nothing.replaceChildren();
    this.picture.hidden = false;
    this.main.classList.remove('waits');
    const power = tree.options.lengthPenalty;
    this.ranked.textContent = `ranked by log-probability / length${power === 1 ? '' : `^${power}`}`;
    const end = this.context.length;
    const before = tokens(state.text).slice(Math.max(0, end - BEFORE), end);
    drawResults(this.results, tree, {
      before: (end > BEFORE ? '…' : '') + joined(before.map((token) => token.text)),
      pick: (index) => set({ r: index === 0 ? '' : index, at: '' }),
    });
    this.frame.show(tree, before[before.length - 1]?.text ?? '');
  }

  /** Draws step and path. Asks the service for nothing. */
  draw() {
    const { lattice } = this.frame;
    if (this.tree && lattice) {
      lattice.showStep(this.step);
      this.head.draw();
      this.#drawPath();
    }
  }

  #drawPath() {
    const { tree, node, step } = this;
    const { lattice } = this.frame;
    if (!tree || !lattice) {
      return;
    }
    lattice.showPath(node);
    // Up to the step that is shown, unless the user points at a later node.
    const reached = this.over === null ? pathTo(tree, node)[step - 1]?.id : undefined;
    const { text, lines } = arithmetic(tree, reached ?? node);
    replace(
      this.sum,
      h('p', { class: 'sum' }, labelled(text)),
      lines.map((line) => h('p', { class: 'note' }, line)),
    );
    const shown = tree.results.findIndex((result) => result.node === node);
    markResult(this.results, shown < 0 ? null : shown);
  }

  /** @param {number | null} id */
  #point(id) {
    if (id !== this.over) {
      this.over = id;
      this.#drawPath();
    }
  }

  /** Lets the kept node go. */
  release() {
    this.head.stepper.stop();
    if (state.params.at !== undefined) {
      set({ at: '' });
    }
  }

  /** @param {unknown} error */
  #fail(error) {
    this.picture.hidden = true;
    this.tree = null;
    this.main.classList.remove('waits');
    this.results.replaceChildren();
    const again = () => {
      this.request.abort();
      this.load(0);
    };
    replace(this.nothing, problemBox(error, again));
  }

  end() {
    this.request.abort();
    this.head.stepper.stop();
    this.frame.end();
    resetInk();
  }
}

function legend() {
  const text = [
    'Each column keeps the best texts so far, the best on top. The number is the log-probability that the token adds; a thicker ',
    'line is more likely. Point at a token for its path; click to keep it.',
  ];
  return h('p', { class: 'note' }, text);
}
