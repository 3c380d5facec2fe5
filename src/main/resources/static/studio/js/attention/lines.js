/**
 * The head view: two columns of tokens, and curves from each token on the left to those on the right that it attends to.
 *
 * @import { Heads } from './heads.js'
 *
 * @typedef {{layer: number, head: number, also: number[], hideFirst: boolean}} Chosen
 */
import { h, redraw, setVars } from '../dom/dom.js';
import { running } from '../dom/format.js';
import { hover, set, state } from '../core/store.js';
import { tokens } from '../text/document.js';
import { weight } from './heads.js';

const WIDTH = 104;
const MAX_ROW = 18;
const MIN_ROW = 16;

/** Weights below this are not drawn. */
const FAINT = 0.015;

/** Colors of heads, when several are drawn. */
const COLORS = [
  '#4477aa',
  '#cc6677',
  '#228833',
  '#aa7f00',
  '#6c5fa8',
  '#0f8f95',
  '#a8577e',
  '#7a7a2a',
  '#3f6f5f',
  '#a05a2c',
  '#5f6fb0',
  '#7d7d7d',
];

export class HeadLines {
  /** @param {HTMLElement} element */
  constructor(element) {
    this.element = element;
    /** @type {HTMLElement[][]} */
    this.columns = [[], []];
    /** @type {number | null} the token on the right under the pointer */
    this.target = null;
    this.canvas = h('canvas', { 'aria-hidden': 'true' });
    this.row = MAX_ROW;
  }

  /**
   * Draws tokens and buttons again.
   *
   * @param {Heads} heads
   * @param {Chosen} chosen
   */
  build(heads, chosen) {
    this.heads = heads;
    this.chosen = chosen;
    const texts = tokens(state.text)
      .slice(0, heads.numTokens)
      .map((token) => running(token.text));
    this.row = Math.max(MIN_ROW, Math.min(MAX_ROW, 600 / texts.length));
    const ratio = Math.min(2, devicePixelRatio || 1);
    this.canvas.width = WIDTH * ratio;
    this.canvas.height = this.row * texts.length * ratio;
    this.canvas.style.width = `${WIDTH}px`;
    this.canvas.style.height = `${this.row * texts.length}px`;
    this.columns = [
      texts.map((text, i) => this.#token(text, i, 'from')),
      texts.map((text, i) => this.#token(text, i, 'to')),
    ];
    redraw(
      this.element,
      h(
        'header',
        {},
        h('h2', {}, `Layer ${chosen.layer}, head ${chosen.head}`),
        h(
          'button',
          {
            class: 'btn small end',
            type: 'button',
            'aria-pressed': String(chosen.hideFirst),
            onclick: () => set({ first: chosen.hideFirst ? '' : '0' }),
          },
          'Hide first token',
        ),
      ),
      this.#picker(heads.numHeads, chosen),
      h(
        'div',
        { class: 'lv', tabIndex: 0, role: 'group', 'aria-label': 'Lines between tokens' },
        h('div', { class: 'tc from', 'aria-hidden': 'true' }, this.columns[0]),
        this.canvas,
        h('div', { class: 'tc to', 'aria-hidden': 'true' }, this.columns[1]),
      ),
      h(
        'p',
        { class: 'note' },
        'Tokens on the left attend to tokens on the right. Point at a token to see its lines alone.',
      ),
    );
    this.draw(0);
  }

  /**
   * @param {string} text
   * @param {number} index
   * @param {'from' | 'to'} side
   */
  #token(text, index, side) {
    const point = (/** @type {number | null} */ at) => {
      this.target = side === 'to' ? at : null;
      hover(side === 'from' ? at : null);
      this.draw(this.selected ?? 0);
    };
    return h(
      'div',
      {
        class: 'tk',
        vars: { '--rh': `${this.row}px` },
        onclick: () => set({ t: index }),
        onpointerenter: () => point(index),
        onpointerleave: () => point(null),
      },
      text,
    );
  }

  /**
   * @param {number} numHeads
   * @param {Chosen} chosen
   */
  #picker(numHeads, { head, also }) {
    const several = also.length > 0;
    return h(
      'div',
      { class: 'hpick', role: 'group', 'aria-label': 'Heads drawn' },
      [...Array(numHeads).keys()].map((i) =>
        h(
          'button',
          {
            type: 'button',
            class: 'hbtn',
            'aria-pressed': String(i === head || also.includes(i)),
            title: i === head ? `Head ${i}` : `Draw head ${i} too`,
            vars: {
              '--c': several ? COLORS[i % COLORS.length] : 'var(--ink)',
              '--on': several ? '#fff' : 'var(--sheet)',
            },
            onclick: () => {
              if (i !== head) {
                set({ also: (also.includes(i) ? also.filter((each) => each !== i) : [...also, i]).join('.') });
              }
            },
          },
          `h${i}`,
        ),
      ),
    );
  }

  /**
   * Draws the curves.
   *
   * @param {number} selected the token whose curves are drawn in red
   */
  draw(selected) {
    this.selected = selected;
    const { heads, chosen, target } = this;
    const context = this.canvas.getContext('2d');
    if (!heads || !chosen) {
      return;
    }
    const style = getComputedStyle(document.documentElement);
    const [ink, red] = [style.getPropertyValue('--blue-ink').trim(), style.getPropertyValue('--rubric').trim()];
    const drawn = [chosen.head, ...chosen.also];
    const of = (/** @type {number} */ head, /** @type {number} */ query, /** @type {number} */ key) =>
      weight(heads, chosen.layer, head, query, key, chosen.hideFirst);
    if (context) {
      context.setTransform(this.canvas.width / WIDTH, 0, 0, this.canvas.width / WIDTH, 0, 0);
      context.clearRect(0, 0, WIDTH, this.row * heads.numTokens);
    }
    for (const head of context ? drawn : []) {
      const color = drawn.length > 1 ? COLORS[head % COLORS.length] : ink;
      for (let query = 0; query < heads.numTokens; query++) {
        for (let key = 0; key <= query; key++) {
          const w = of(head, query, key);
          const isSelected = target === null ? query === selected : key === target;
          if (w < FAINT) {
            continue;
          }
          if (isSelected) {
            this.#curve(query, key, w * 1.3 + 0.12, drawn.length > 1 ? color : red, 1 + 2.4 * w);
          } else {
            this.#curve(query, key, (w * 0.34) / drawn.length, color, 1);
          }
        }
      }
    }
    this.columns[0].forEach((element, query) => {
      element.classList.toggle('sel', target === null && query === selected);
      setVars(element, { '--w': target === null ? 0 : Math.sqrt(of(chosen.head, query, target)).toFixed(3) });
    });
    this.columns[1].forEach((element, key) => {
      element.classList.toggle('sel', key === target);
      setVars(element, { '--w': target === null ? Math.sqrt(of(chosen.head, selected, key)).toFixed(3) : 0 });
    });
  }

  /**
   * @param {number} query
   * @param {number} key
   * @param {number} alpha
   * @param {string} color
   * @param {number} width
   */
  #curve(query, key, alpha, color, width) {
    const context = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext('2d'));
    const [from, to] = [(query + 0.5) * this.row, (key + 0.5) * this.row];
    context.globalAlpha = Math.min(1, alpha);
    context.strokeStyle = color;
    context.lineWidth = width;
    context.beginPath();
    context.moveTo(2, from);
    context.bezierCurveTo(WIDTH * 0.45, from, WIDTH * 0.55, to, WIDTH - 2, to);
    context.stroke();
    context.globalAlpha = 1;
  }
}
