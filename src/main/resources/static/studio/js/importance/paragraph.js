/**
 * One method: its menu, its sentence, the text shaded by its scores, and what these add up to.
 *
 * @import { Method } from './methods.js'
 * @import { Scores } from './scores.js'
 */
import { isBytes, partOf, startsWithSpace } from '../dom/bytes.js';
import { h, replace } from '../dom/dom.js';
import { running } from '../dom/format.js';
import { tip } from '../dom/widgets.js';
import { total } from './arithmetic.js';
import { METHODS } from './methods.js';
import { decimals, figure, ink } from './scale.js';

export class Paragraph {
  /**
   * @param {string} label of the menu
   * @param {{pick: (id: string) => void, point: (index: number | null) => void}} actions point: at a part
   */
  constructor(label, { pick, point }) {
    this.menu = h(
      'select',
      { class: 'pick', 'aria-label': label },
      METHODS.map(({ id, name }) => h('option', { value: id }, name)),
    );
    this.menu.addEventListener('change', () => pick(this.menu.value));
    this.help = h('p', { class: 'note two' });
    this.body = h('div', { class: 'imp-body' });
    /** @type {HTMLElement[]} */
    this.chips = [];
    /** @type {Scores | null} */
    this.scores = null;
    this.digits = 2;
    this.element = h('section', { class: 'panel' }, h('header', {}, this.menu), this.help, this.body);
    this.body.addEventListener('pointerover', (event) => this.#over(event, point));
    this.body.addEventListener('pointerleave', () => {
      tip('');
      point(null);
    });
  }

  /** @param {Method} method */
  select({ id, name, help }) {
    this.menu.value = id;
    this.help.textContent = help;
    this.element.setAttribute('aria-label', name);
  }

  /** Keeps the old scores at half strength while others are computed. */
  wait() {
    if (!this.scores) {
      replace(this.body, h('div', { class: 'wait', 'aria-hidden': 'true' }));
    }
    this.body.classList.add('pending');
    this.body.setAttribute('aria-busy', 'true');
  }

  /** @param {Node} box in place of the text */
  say(box) {
    this.scores = null;
    this.chips = [];
    this.#ready();
    replace(this.body, box);
  }

  /**
   * @param {Scores} scores
   * @param {{full: number, target: string}} options full: score of full ink
   */
  draw(scores, { full, target }) {
    this.scores = scores;
    this.digits = decimals(scores);
    this.#ready();
    this.chips = scores.parts.map(({ text, score }, j) => chip(text, ink(score, full), scores.parts[j + 1]?.text, j));
    replace(
      this.body,
      h(
        'p',
        { class: 'shaded' },
        this.chips.map((each, j) => [startsWithSpace(scores.parts[j].text) && j > 0 ? ' ' : '', each]),
        ' ',
        h('b', { class: 'target' }, running(target)),
      ),
      h('p', { class: 'dim totals' }, total(scores)),
    );
  }

  /** @param {number | null} before @param {number | null} index of the part under the pointer */
  mark(before, index) {
    this.chips[before ?? -1]?.classList.remove('hot');
    this.chips[index ?? -1]?.classList.add('hot');
  }

  #ready() {
    this.body.classList.remove('pending');
    this.body.removeAttribute('aria-busy');
  }

  /**
   * @param {PointerEvent} event
   * @param {(index: number | null) => void} point
   */
  #over(event, point) {
    const found = event.target instanceof HTMLElement ? event.target.dataset.j : undefined;
    const part = found === undefined ? undefined : this.scores?.parts[Number(found)];
    point(part ? Number(found) : null);
    tip(part ? this.#facts(Number(found), part) : '', event.clientX, event.clientY);
  }

  /**
   * @param {number} j
   * @param {import('./scores.js').Part} part
   */
  #facts(j, { text, score }) {
    const texts = (this.scores?.parts ?? []).map((part) => part.text);
    const bytes = isBytes(text) ? `\n${partOf(texts, j)}` : '';
    return `${running(text)}  ${figure(score, this.digits)}${bytes}`;
  }
}

/**
 * @param {string} text
 * @param {{strength: number, negative: boolean, over: boolean}} how
 * @param {string | undefined} next
 * @param {number} j
 */
function chip(text, { strength, negative, over }, next, j) {
  const classes = [
    'tok',
    negative && 'neg',
    over && 'over',
    isBytes(text) && 'bytes',
    (j === 0 || startsWithSpace(text)) && 'sl',
    (next === undefined || startsWithSpace(next)) && 'sr',
  ];
  return h(
    'span',
    { class: classes.filter(Boolean).join(' '), 'data-j': j, vars: { '--w': strength.toFixed(3) } },
    running(text),
  );
}
