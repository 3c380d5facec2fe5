/**
 * The head view: tokens at the left attend to tokens at the right. Pointing focuses a token, selecting locks it.
 *
 * @import { Picture } from './picture.js'
 */
import { h, redraw } from '../dom/dom.js';
import { contextOf, resize } from '../dom/canvas.js';
import { count, percent, running } from '../dom/format.js';
import { cssVar } from '../dom/pixels.js';
import { hover, set } from '../core/store.js';
import { theme } from '../shell/theme.js';
import { windowAround } from '../text/window.js';
import { headColor } from './colors.js';
import { drawFaint, drawStrong } from './curves.js';
import { toggleHead } from './selection.js';
import { TokenColumn } from './tokencolumn.js';

/** Width of the lines, and least and greatest height of a row, in CSS pixels. */
const WIDTH = 104;
const [MIN_ROW, MAX_ROW] = [14, 19];

/** Height of the column that fits next to the matrix. */
const HEIGHT = 620;

/** Opacity of a weight of 1 among the lines of all tokens. */
const FAINT = { light: 0.4, dark: 0.75 };

export class HeadView {
  /** @param {{point: (target: number | null) => void}} actions point: a token at the right, under the pointer */
  constructor({ point }) {
    /** @type {Picture | null} */
    this.picture = null;
    this.first = 0;
    this.last = 0;
    this.row = MAX_ROW;
    this.title = h('h2', {});
    this.hide = h('button', { class: 'btn small', type: 'button', id: 'hide-first' }, 'Hide first token');
    this.buttons = h('div', { class: 'att-head-picks', role: 'group', 'aria-labelledby': 'att-picks' });
    this.picks = h('div', { class: 'row att-picks-row' }, h('span', { class: 'dim', id: 'att-picks' }, 'Heads drawn'), this.buttons);
    this.faint = h('canvas', { 'aria-hidden': 'true' });
    this.strong = h('canvas', { 'aria-hidden': 'true' });
    this.from = new TokenColumn({
      side: 'from',
      label: 'Tokens that attend',
      point: hover,
      pick: (index) => set({ t: index, to: '' }),
    });
    this.to = new TokenColumn({
      side: 'to',
      label: 'Tokens attended to',
      point,
      pick: (index) => set({ to: index === this.picture?.selected.target ? '' : index }),
    });
    const lines = h('div', { class: 'att-lines' }, this.faint, this.strong);
    this.note = h('p', { class: 'note' });
    this.element = h(
      'section',
      { class: 'panel', 'aria-label': 'Head view' },
      h('header', {}, this.title, h('span', { class: 'end' }, this.hide)),
      this.picks,
      h('div', { class: 'att-head-view' }, this.from.element, lines, this.to.element),
      this.note,
    );
  }

  /**
   * Draws another text, head or theme.
   *
   * @param {Picture} picture
   */
  draw(picture) {
    this.picture = picture;
    const { tokens, selected, heads } = picture;
    const { first, last } = windowAround(heads.size, selected.row);
    this.row = Math.max(MIN_ROW, Math.min(MAX_ROW, Math.floor(HEIGHT / (last - first))));
    if (first !== this.first || last !== this.last || tokens.join() !== this.to.texts.join()) {
      const texts = { first, last, height: this.row };
      this.from.build(tokens, texts);
      this.to.build(tokens, texts);
      [this.first, this.last] = [first, last];
    }
    this.title.textContent = `Layer ${selected.layer}, head ${selected.head}`;
    this.hide.setAttribute('aria-pressed', String(selected.hidesFirst));
    this.hide.onclick = () => set({ first: selected.hidesFirst ? '' : '0' });
    this.#drawPicks(picture);
    const context = resize(this.faint, WIDTH, this.row * (last - first));
    const strength = FAINT[theme()] / picture.drawn.length;
    drawFaint(context, this.#room(), this.#curves('--blue-ink', first, last), strength);
    resize(this.strong, WIDTH, this.row * (last - first));
    this.focus(picture);
  }

  /**
   * Draws another token.
   *
   * @param {Picture} picture
   */
  focus(picture) {
    this.picture = picture;
    const { row, target, selected } = picture;
    const context = contextOf(this.strong);
    context.clearRect(0, 0, WIDTH, this.row * (this.last - this.first));
    const curves =
      target === null
        ? this.#curves('--rubric', row, row + 1)
        : this.#curves('--rubric', this.first, this.last, (key) => key === target);
    drawStrong(context, this.#room(), curves);
    const isFrom = target === null;
    this.from.mark(isFrom ? row : null, row, (i) => (isFrom ? 0 : picture.weight(selected.head, i, target)));
    this.to.mark(target, target, (j) => (isFrom ? picture.weight(selected.head, row, j) : 0));
    this.#drawNote();
  }

  #room() {
    return { width: WIDTH, row: this.row };
  }

  /**
   * The lines of some queries.
   *
   * @param {string} name of the color of a head that is drawn alone
   * @param {number} from
   * @param {number} to exclusive
   * @param {(key: number) => boolean} [isShown]
   */
  *#curves(name, from, to, isShown = () => true) {
    const { drawn, weight } = /** @type {Picture} */ (this.picture);
    const alone = cssVar(name);
    for (const head of drawn) {
      const color = drawn.length === 1 ? alone : headColor(head);
      for (let query = Math.max(from, this.first); query < Math.min(to, this.last); query++) {
        for (let key = this.first; key <= query; key++) {
          if (isShown(key)) {
            yield { from: query - this.first, to: key - this.first, weight: weight(head, query, key), color };
          }
        }
      }
    }
  }

  /** @param {Picture} picture */
  #drawPicks({ selected, drawn, heads }) {
    redraw(
      this.buttons,
      heads.triangles[0].map((_, head) => {
        const isDrawn = drawn.includes(head);
        const vars = isDrawn && drawn.length > 1 ? { '--c': headColor(head) } : {};
        return h(
          'button',
          {
            type: 'button',
            vars,
            'data-pick': head,
            'aria-pressed': String(isDrawn),
            'aria-label': `Head ${head}`,
            title: head === selected.head ? `Head ${head} is selected` : `Draw head ${head} too`,
            onclick: () => head !== selected.head && toggleHead(selected, head),
          },
          String(head),
        );
      }),
    );
  }

  #drawNote() {
    const { heads, row, target, selected, tokens, weight } = /** @type {Picture} */ (this.picture);
    const parts = [
      target === null
        ? 'Tokens at the left attend to tokens at the right. Point at a token for its lines, select it to keep them.'
        : `The tokens that attend to “${running(tokens[target])}”.`,
    ];
    if (this.last - this.first < heads.size) {
      parts.push(`Tokens ${count(this.first)} to ${count(this.last - 1)} of ${count(heads.size)} are shown.`);
    }
    const outside = sum(Math.min(this.first, row + 1), (key) => weight(selected.head, row, key));
    if (this.first > 0 && target === null) {
      parts.push(`“${running(tokens[row])}” gives ${percent(outside)} to earlier tokens.`);
    }
    this.note.textContent = parts.join(' ');
  }
}

/**
 * @param {number} size
 * @param {(index: number) => number} term
 */
function sum(size, term) {
  let total = 0;
  for (let i = 0; i < size; i++) {
    total += term(i);
  }
  return total;
}
