/** Ranks on a logarithmic axis, one for each place on the x axis. The axes stay while the pointer changes the ranks. */
import { replace, svg } from './dom.js';

const [TOP, RIGHT, BOTTOM, LEFT] = [14, 12, 20, 6];
const TICKS = 3;

export class RankChart {
  /** @param {{width: number, height: number}} size in CSS pixels */
  constructor({ width, height }) {
    this.width = width;
    this.height = height;
    this.max = 2;
    this.length = 2;
    this.mark = svg('line', { y1: TOP, y2: height - BOTTOM, class: 'mark' });
    this.line = svg('path', { class: 'ln' });
    this.element = svg('svg', { width, height, viewBox: `0 0 ${width} ${height}`, role: 'img', class: 'chart' });
  }

  /**
   * Draws the axes.
   *
   * @param {string[]} labels of the x axis
   * @param {number} max the greatest rank
   */
  build(labels, max) {
    this.max = max;
    this.length = labels.length;
    const ticks = Array.from({ length: TICKS + 1 }, (_, i) => Math.round(max ** (i / TICKS)));
    replace(
      this.element,
      ticks.map((tick) =>
        svg('line', { x1: LEFT, x2: this.width - RIGHT, y1: this.#y(tick), y2: this.#y(tick), class: 'grid' }),
      ),
      this.mark,
      this.line,
      ticks.map((tick) => svg('text', { x: LEFT, y: this.#y(tick) - 3, class: 'tick' }, tick.toLocaleString('en'))),
      labels.map((text, i) =>
        svg('text', { x: this.#x(i), y: this.height - 4, class: 'tick', 'text-anchor': this.#anchor(i) }, text),
      ),
    );
  }

  /**
   * @param {number[]} ranks at least 1
   * @param {number} marked index that is marked
   * @param {string} label for a screen reader
   */
  draw(ranks, marked, label) {
    const at = ranks.map((rank, i) => `${this.#x(i).toFixed(1)} ${this.#y(rank).toFixed(1)}`);
    this.line.setAttribute('d', `M${at.join('L')}`);
    this.mark.setAttribute('x1', String(this.#x(marked)));
    this.mark.setAttribute('x2', String(this.#x(marked)));
    this.element.setAttribute('aria-label', label);
  }

  /** @param {number} i */
  #x(i) {
    return LEFT + (i / Math.max(1, this.length - 1)) * (this.width - LEFT - RIGHT);
  }

  /** @param {number} rank */
  #y(rank) {
    return this.height - BOTTOM - (Math.log(rank) / Math.log(this.max)) * (this.height - TOP - BOTTOM);
  }

  /** @param {number} i */
  #anchor(i) {
    return i === 0 ? 'start' : i === this.length - 1 ? 'end' : 'middle';
  }
}
