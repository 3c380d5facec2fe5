/** Steps through a search: back, on, or all steps in turn. Without motion there is no Play. */
import { h } from '../dom/dom.js';

const STEP_MS = 600;
const still = matchMedia('(prefers-reduced-motion: reduce)');

export class Stepper {
  /** @param {{step: () => number, steps: () => number, go: (step: number) => void}} search */
  constructor(search) {
    this.search = search;
    /** @type {ReturnType<typeof setInterval> | undefined} */
    this.timer = undefined;
    this.back = h(
      'button',
      { class: 'btn', type: 'button', 'aria-label': 'Step back', onclick: () => this.#by(-1) },
      '←',
    );
    this.play = h('button', { class: 'btn', type: 'button', id: 'beam-play', onclick: () => this.#toggle() }, 'Play');
    this.on = h('button', { class: 'btn', type: 'button', 'aria-label': 'Step on', onclick: () => this.#by(1) }, '→');
    this.play.hidden = still.matches;
    this.element = h('div', { class: 'row' }, this.back, this.play, this.on);
  }

  draw() {
    this.back.disabled = this.search.step() <= 1;
    this.on.disabled = this.search.step() >= this.search.steps();
    this.play.textContent = this.timer === undefined ? 'Play' : 'Pause';
  }

  stop() {
    clearInterval(this.timer);
    this.timer = undefined;
    this.draw();
  }

  /** @param {number} by */
  #by(by) {
    this.stop();
    this.#go(this.search.step() + by);
  }

  /** @param {number} step */
  #go(step) {
    this.search.go(Math.max(1, Math.min(this.search.steps(), step)));
  }

  #toggle() {
    if (this.timer !== undefined) {
      this.stop();
      return;
    }
    if (this.search.step() >= this.search.steps()) {
      this.#go(1);
    }
    this.timer = setInterval(() => {
      this.#go(this.search.step() + 1);
      if (this.search.step() >= this.search.steps()) {
        this.stop();
      }
    }, STEP_MS);
    this.draw();
  }
}
