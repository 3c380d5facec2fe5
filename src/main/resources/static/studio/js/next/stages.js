/**
 * The stages of the pipeline as small profiles. What a stage cut is outlined.
 *
 * @import { Result, Stage } from './pipeline.js'
 */
import { h, setText, svg } from '../dom/dom.js';
import { count, fixed } from '../dom/format.js';
import { numKept, probability } from './pipeline.js';

const BARS = 40;
const [WIDTH, HEIGHT] = [104, 30];

/** @type {Record<Stage['name'], string>} */
export const NAMES = {
  model: 'Model',
  temperature: 'Temperature',
  top_k: 'Top-k',
  top_p: 'Top-p',
  min_p: 'Min-p',
  typical_p: 'Typical-p',
};

/** The list of stages. A slider changes texts and paths; only another order of stages replaces elements. */
export class Stages {
  /** @param {(stage: number) => void} select */
  constructor(select) {
    this.element = h('ol', { class: 'stages', 'aria-label': 'Stages' });
    this.select = select;
    /** @type {ReturnType<typeof build>[]} */
    this.built = [];
  }

  /**
   * @param {Result} result
   * @param {number} selected
   */
  draw({ stages, size }, selected) {
    const isKnown = stages.length === this.built.length && stages.every(({ name }, i) => this.built[i].name === name);
    if (!isKnown) {
      this.#build(stages);
    }
    for (const [i, stage] of stages.entries()) {
      const { button, kept, gone, entropy, number } = this.built[i];
      const n = numKept(stage);
      button.setAttribute('aria-pressed', String(i === selected));
      button.dataset.kept = String(n);
      const paths = profile(stage, stages[i - 1]);
      kept.setAttribute('d', paths.kept);
      gone.setAttribute('d', paths.gone);
      setText(number, n === size ? `all ${count(n)}` : `${count(n)} kept`);
      setText(entropy, `entropy ${fixed(stage.entropy)} nats`);
    }
  }

  /** @param {Stage[]} stages */
  #build(stages) {
    const focused = this.built.findIndex(({ button }) => button === document.activeElement);
    this.built = stages.map(({ name }, i) => build(name, () => this.select(i)));
    this.element.replaceChildren(...this.built.map(({ button }) => h('li', {}, button)));
    this.built[Math.min(focused, stages.length - 1)]?.button.focus();
  }
}

/**
 * @param {Stage['name']} name
 * @param {() => void} select
 */
function build(name, select) {
  const kept = svg('path', { class: 'kept' });
  const gone = svg('path', { class: 'gone' });
  const picture = svg('svg', { width: WIDTH, height: HEIGHT, 'aria-hidden': 'true', class: 'prof' }, kept, gone);
  const number = h('span', {});
  const entropy = h('span', { class: 'dim' });
  const button = h(
    'button',
    { type: 'button', 'data-stage': name, onclick: select },
    h('b', {}, NAMES[name]),
    picture,
    number,
    entropy,
  );
  return { name, button, kept, gone, number, entropy };
}

/**
 * The bars of the likeliest tokens, as two paths.
 *
 * @param {Stage} stage
 * @param {Stage | undefined} before
 */
function profile(stage, before) {
  const size = Math.min(BARS, stage.weights.length);
  const p = Array.from({ length: size }, (_, i) => probability(stage, i));
  const max = Math.max(...p);
  const step = WIDTH / BARS;
  const paths = { kept: '', gone: '' };
  for (let i = 0; i < size; i++) {
    const lost = p[i] === 0 && before !== undefined ? probability(before, i) : 0;
    const height = Math.min(HEIGHT, Math.sqrt((p[i] + lost) / max) * HEIGHT).toFixed(2);
    if (p[i] + lost > 0) {
      paths[lost > 0 ? 'gone' : 'kept'] += `M${(i * step).toFixed(1)} ${HEIGHT}h2v-${height}h-2z`;
    }
  }
  return paths;
}
