/**
 * The losses by step: a line for training, a line with points for evaluations. The pointer or the arrow keys read a step. Both change
 * one line of the picture and a sentence.
 *
 * @import { Point, Progress } from './progress.js'
 */
import { h, oncePerFrame, replace, setText, svg } from '../dom/dom.js';
import { nameSeries } from '../dom/chart.js';
import { count, fixed } from '../dom/format.js';
import { axis, thinned } from './scale.js';

const HEIGHT = 280;
const [TOP, RIGHT, BOTTOM, LEFT] = [8, 84, 22, 38];
const NARROWEST = 260;

/** More dots than this would be a line. */
const MAX_DOTS = 60;

const HINT = 'Point at the curve, or select it and use the arrow keys, to read a step.';

export class LossChart {
  constructor() {
    /** @type {Progress | null} */
    this.progress = null;
    /** @type {number | null} the step that is read */
    this.read = null;
    /** @type {number[]} all steps that have a loss, ascending */
    this.known = [];
    this.width = 0;
    this.steps = 1;
    this.said = h('p', { class: 'loss-read note', id: 'loss-read' });
    this.mark = svg('line', { y1: TOP, y2: HEIGHT - BOTTOM, class: 'mark' });
    this.picture = h('div', {
      class: 'loss-picture',
      role: 'slider',
      tabIndex: 0,
      'aria-label': 'Step of the loss curve',
      'aria-describedby': 'loss-read',
      'aria-valuemin': 0,
    });
    this.picture.addEventListener('pointermove', (event) => this.#point(event));
    this.picture.addEventListener('pointerleave', () => this.#show(null));
    this.picture.addEventListener('blur', () => this.#show(null));
    this.picture.addEventListener('keydown', (event) => this.#key(event));
    this.element = h('div', { class: 'loss' }, this.picture, this.said);
    this.redraw = oncePerFrame(() => this.#draw());
    this.resize = new ResizeObserver(() => this.redraw());
    this.resize.observe(this.element);
  }

  end() {
    this.resize.disconnect();
  }

  /** @param {Progress} progress */
  show(progress) {
    this.progress = progress;
    this.redraw();
  }

  #draw() {
    const { progress } = this;
    this.width = Math.max(NARROWEST, this.element.clientWidth);
    if (!progress || this.element.clientWidth === 0) {
      return;
    }
    const { training, evaluation } = progress;
    this.known = [...new Set([...evaluation, ...training].map(({ step }) => step))].sort((a, b) => a - b);
    this.steps = Math.max(1, progress.steps ?? progress.step);
    const losses = [...training, ...evaluation].map(({ loss }) => loss);
    const { least, greatest, ticks, digits } = axis(losses.length > 0 ? losses : [0, 1]);
    const y = (/** @type {number} */ loss) =>
      HEIGHT - BOTTOM - ((loss - least) / (greatest - least)) * (HEIGHT - TOP - BOTTOM);
    const right = this.width - RIGHT;
    const lines = [
      { name: 'training', class: /** @type {const} */ ('hi'), points: thinned(training, this.steps, right) },
      { name: 'evaluation', class: /** @type {const} */ ('lo2'), points: thinned(evaluation, this.steps, right) },
    ];
    replace(
      this.picture,
      svg(
        'svg',
        {
          width: this.width,
          height: HEIGHT,
          viewBox: `0 0 ${this.width} ${HEIGHT}`,
          class: 'chart',
          'aria-hidden': 'true',
        },
        ticks.map((tick) => svg('line', { x1: LEFT, x2: right, y1: y(tick), y2: y(tick), class: 'grid' })),
        this.mark,
        lines.map(({ class: of, points }) => this.#line(points, of, y)),
        losses.length > 0 &&
          ticks.map((tick) =>
            svg('text', { x: LEFT - 8, y: y(tick) + 4, class: 'tick', 'text-anchor': 'end' }, fixed(tick, digits)),
          ),
        svg('text', { x: LEFT, y: HEIGHT - 4, class: 'tick' }, 'step 0'),
        svg('text', { x: right, y: HEIGHT - 4, class: 'tick', 'text-anchor': 'end' }, count(this.steps)),
        losses.length === 0
          ? svg(
              'text',
              { x: (LEFT + right) / 2, y: HEIGHT / 2, class: 'tick', 'text-anchor': 'middle' },
              'The losses appear here while the job runs.',
            )
          : nameSeries(
              lines.map((line) => ({ ...line, values: line.points.map(({ loss }) => loss) })),
              right + 8,
              y,
            ),
      ),
    );
    this.#show(this.read);
  }

  /**
   * @param {Point[]} points
   * @param {string} of class
   * @param {(loss: number) => number} y
   */
  #line(points, of, y) {
    const at = points.map(({ step, loss }) => [this.#x(step).toFixed(1), y(loss).toFixed(1)]);
    const isDotted = of === 'lo2' || points.length === 1;
    return [
      svg('path', { d: at.map(([x, y], i) => `${i > 0 ? 'L' : 'M'}${x} ${y}`).join('') || 'M0 0', class: `ln ${of}` }),
      isDotted && at.length <= MAX_DOTS && at.map(([cx, cy]) => svg('circle', { cx, cy, r: 3, class: `dot ${of}` })),
    ];
  }

  /** @param {number} step */
  #x(step) {
    return LEFT + (step / this.steps) * (this.width - RIGHT - LEFT);
  }

  /** @param {PointerEvent} event */
  #point(event) {
    const x = event.clientX - this.picture.getBoundingClientRect().left;
    this.#show(Math.round(((x - LEFT) / (this.width - RIGHT - LEFT)) * this.steps));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const { known: all } = this;
    const at = all.findLastIndex((step) => step <= (this.read ?? Infinity));
    /** @type {Record<string, number>} */
    const moves = {
      ArrowLeft: this.read === null ? at : at - 1,
      ArrowDown: this.read === null ? at : at - 1,
      ArrowRight: at + 1,
      ArrowUp: at + 1,
      Home: 0,
      End: all.length - 1,
    };
    if (event.key in moves && all.length > 0) {
      event.preventDefault();
      this.#show(all[Math.max(0, Math.min(all.length - 1, moves[event.key]))]);
    }
  }

  /** Reads the step with a loss that is nearest. @param {number | null} wanted */
  #show(wanted) {
    const { known: all } = this;
    const step =
      wanted === null || all.length === 0
        ? null
        : all.reduce((a, b) => (Math.abs(b - wanted) < Math.abs(a - wanted) ? b : a));
    this.read = step;
    const x = String(step === null ? -9 : this.#x(step));
    this.mark.setAttribute('x1', x);
    this.mark.setAttribute('x2', x);
    const last = step ?? all.at(-1) ?? 0;
    const text = this.#sentence(last);
    this.picture.setAttribute('aria-valuemax', String(this.steps));
    this.picture.setAttribute('aria-valuenow', String(last));
    this.picture.setAttribute('aria-valuetext', text);
    setText(this.said, step === null ? HINT : text);
  }

  /** @param {number} step */
  #sentence(step) {
    const { training = [], evaluation = [] } = this.progress ?? {};
    const [trained, evaluated] = [training, evaluation].map((points) => points.findLast((point) => point.step <= step));
    const parts = [
      trained && `training loss ${fixed(trained.loss)}`,
      evaluated &&
        `evaluation loss ${fixed(evaluated.loss)}${evaluated.step === step ? '' : ` at step ${evaluated.step}`}`,
    ];
    return `Step ${count(step)}: ${parts.filter(Boolean).join(', ') || 'no loss yet'}.`;
  }
}
