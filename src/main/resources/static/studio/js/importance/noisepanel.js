/**
 * The noise search: a button that starts it, the curve while it runs, and a button that stops it.
 *
 * @import { NoiseSearch } from './noise.js'
 */
import { h, replace } from '../dom/dom.js';
import { fixed } from '../dom/format.js';
import { problemBox } from '../shell/problembox.js';
import { drawCurve } from './curve.js';
import { STEPS } from './noise.js';

const MIN_WIDTH = 280;
const MAX_WIDTH = 620;

export class NoisePanel {
  /** @param {NoiseSearch} noise */
  constructor(noise) {
    this.noise = noise;
    /** @type {string[]} */
    this.names = [];
    this.progress = h('span', { class: 'dim', id: 'noise-progress' });
    this.button = h('button', { class: 'btn', type: 'button', id: 'noise-run', onclick: () => this.#press() });
    this.box = h('div', { class: 'noise' });
    this.element = h(
      'section',
      { class: 'panel noise-panel', 'aria-labelledby': 'noise-title' },
      h('header', {}, h('h2', { id: 'noise-title' }, 'Noise search'), this.progress, this.button),
      h(
        'p',
        { class: 'note' },
        'Finds how much random noise (σ) each embedding tolerates before the logits change. Important parts tolerate little: their lines fall.',
      ),
      this.box,
    );
    this.resize = new ResizeObserver(() => this.#drawCurve());
    this.resize.observe(this.box);
  }

  end() {
    this.resize.disconnect();
  }

  /** @param {string[]} names of the parts; empty if they are not known */
  draw(names) {
    this.names = names;
    const search = this.noise.current;
    const isRunning = search?.phase === 'running';
    this.button.textContent = isRunning ? 'Stop' : search ? 'Run again' : 'Run';
    this.button.title = isRunning ? 'Escape' : '';
    this.progress.textContent = this.#said();
    if (search?.phase === 'failed') {
      replace(
        this.box,
        problemBox(search.error, () => void this.noise.start()),
      );
    } else {
      this.#drawCurve();
    }
  }

  #said() {
    const search = this.noise.current;
    const last = search?.curve[search.curve.length - 1];
    if (!search || search.phase === 'failed') {
      return `${STEPS} steps, a few seconds`;
    }
    const step = `step ${last?.iteration ?? 0} of ${STEPS}${last ? `, loss ${fixed(last.loss, 3)}` : ''}`;
    return search.phase === 'stopped' ? `stopped at ${step}` : step;
  }

  #drawCurve() {
    const search = this.noise.current;
    if (search?.phase === 'failed') {
      return;
    }
    if (this.names.length === 0) {
      this.box.replaceChildren();
      return;
    }
    const width = Math.max(MIN_WIDTH, Math.min(MAX_WIDTH, this.box.clientWidth));
    replace(this.box, drawCurve(search?.curve ?? [], this.names, width));
  }

  #press() {
    if (this.noise.current?.phase === 'running') {
      this.noise.stop();
    } else {
      void this.noise.start();
    }
  }
}
