/**
 * The positions that each step computes or reads, as a staircase: a row for each step, a column for each position.
 *
 * @import { CacheRun } from './run.js'
 */
import { h } from '../dom/dom.js';

const MAX_CELL = 11;
const WIDTH = 520;
const MAX_HEIGHT = 420;
const PALE = 0.35;
const FADED = 0.25;

export class Staircase {
  /** @param {boolean} cached whether the cache is used */
  constructor(cached) {
    this.cached = cached;
    this.canvas = h('canvas', { class: 'stair', role: 'img' });
  }

  /**
   * @param {CacheRun} run
   * @param {number} selected the highlighted step
   */
  draw({ steps, numPromptTokens }, selected) {
    const columns = numPromptTokens + steps.length - 1;
    const cell = Math.min(MAX_CELL, WIDTH / columns, MAX_HEIGHT / steps.length);
    const ratio = Math.min(2, devicePixelRatio || 1);
    this.canvas.width = columns * cell * ratio;
    this.canvas.height = steps.length * cell * ratio;
    this.canvas.style.width = `${columns * cell}px`;
    this.canvas.setAttribute('aria-label', this.#label(steps.length));
    const context = this.canvas.getContext('2d');
    if (!context) {
      return;
    }
    context.scale(ratio, ratio);
    const style = getComputedStyle(document.documentElement);
    context.fillStyle = style.getPropertyValue('--wash-bar').trim();
    const gap = cell > 4 ? 1.5 : 0;
    steps.forEach(({ num_cached: read, num_computed: computed }, row) => {
      for (let column = 0; column < read + computed; column++) {
        const isComputed = !this.cached || column >= read;
        context.globalAlpha = (isComputed ? 1 : PALE) * (row === selected ? 1 : FADED + (isComputed ? 0.4 : 0.1));
        context.fillRect(column * cell, row * cell, cell - gap, cell - gap);
      }
    });
    context.globalAlpha = 1;
    context.strokeStyle = style.getPropertyValue('--rubric').trim();
    context.lineWidth = 1.5;
    const { num_cached: read, num_computed: computed } = steps[selected];
    context.strokeRect(0.75, selected * cell, (read + computed) * cell - 1.5, Math.max(2, cell - gap));
  }

  /** @param {number} steps */
  #label(steps) {
    return this.cached
      ? `With the cache: the first of ${steps} steps computes the prompt, every other one a single position`
      : `Without the cache: each of ${steps} steps computes all positions`;
  }
}
