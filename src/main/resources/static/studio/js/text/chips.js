/**
 * The text as a line of chips, one for each token: a listbox with one tab stop. Views change only the ink under the chips.
 *
 * @import { Token } from './document.js'
 * @import { Ink } from './ink.js'
 */
import { isBytes, partOf, startsWithSpace } from '../dom/bytes.js';
import { h, setVars } from '../dom/dom.js';
import { labelled, running } from '../dom/format.js';
import { hover, locked, set, state } from '../core/store.js';

export class Chips {
  /**
   * @param {string} label
   * @param {(token: Token, index: number) => Ink} ink
   */
  constructor(label, ink) {
    this.ink = ink;
    /** @type {{token: Token, chip: HTMLElement, parts: Node[], inked: string}[]} */
    this.shown = [];
    this.first = 0;
    this.element = h('span', { role: 'listbox', 'aria-label': label, 'aria-orientation': 'horizontal', tabIndex: -1 });
    this.element.addEventListener('pointerover', (event) => this.#point(indexOf(event)));
    this.element.addEventListener('pointerleave', () => hover(null));
    this.element.addEventListener('click', (event) => this.lock(indexOf(event)));
    this.element.addEventListener('keydown', (event) => this.#key(event));
  }

  /** @param {number | null} index in the text */
  #point(index) {
    const i = (index ?? NaN) - this.first;
    const shown = this.shown[i];
    if (shown && isBytes(shown.token.text)) {
      // The tokens after it may have come later.
      const texts = this.shown.map(({ token }) => token.text);
      shown.chip.title = partOf(texts, i);
    }
    hover(index);
  }

  /**
   * Shows tokens; chips of unchanged tokens stay.
   *
   * @param {Token[]} tokens
   * @param {{first: number, forced: (index: number) => boolean}} options first: index of the first token in the text
   */
  sync(tokens, { first, forced }) {
    let same = 0;
    if (first === this.first) {
      while (same < this.shown.length && this.shown[same].token === tokens[same]) {
        same++;
      }
    }
    this.first = first;
    // The room around the last unchanged chip depends on the token after it.
    same = Math.max(0, same === tokens.length ? same : same - 1);
    for (const { parts } of this.shown.splice(same)) {
      parts.forEach((part) => /** @type {ChildNode} */ (part).remove());
    }
    for (let i = same; i < tokens.length; i++) {
      this.#add(tokens, i, forced(first + i));
    }
    this.shade();
    this.mark();
  }

  /**
   * @param {Token[]} tokens
   * @param {number} i
   * @param {boolean} forced
   */
  #add(tokens, i, forced) {
    const token = tokens[i];
    const next = tokens[i + 1]?.text ?? ' ';
    const isBreak = token.text === '\n';
    const classes = ['tok'];
    // The chips of one word touch.
    if (i === 0 || startsWithSpace(token.text)) classes.push('sl');
    if (startsWithSpace(next)) classes.push('sr');
    if (forced) classes.push('forced');
    if (isBytes(token.text)) classes.push('bytes');
    const chip = h(
      'span',
      { class: classes.join(' '), role: 'option', tabIndex: -1, id: `tok${this.first + i}`, 'data-i': this.first + i },
      isBreak ? h('span', { class: 'nl' }, '↵') : running(token.text),
    );
    /** @type {Node[]} */
    const parts = [chip];
    if (!isBreak && startsWithSpace(token.text) && (i > 0 || this.first > 0)) {
      parts.unshift(document.createTextNode(' '));
    }
    if (isBreak && next !== '\n') {
      parts.push(h('br'));
    }
    this.element.append(...parts);
    this.shown.push({ token, chip, parts, inked: '' });
  }

  /** Draws the ink again. */
  shade() {
    this.shown.forEach((shown, i) => {
      const { token, chip } = shown;
      const { wash = 0, bar = 0, negative = false, later = false, say = '' } = this.ink(token, this.first + i);
      // In a long text a new ink changes few tokens.
      const ink = `${wash.toFixed(3)} ${bar.toFixed(3)} ${negative} ${later} ${say}`;
      if (ink !== shown.inked) {
        shown.inked = ink;
        setVars(chip, { '--w': wash.toFixed(3), '--b': bar.toFixed(3) });
        chip.classList.toggle('neg', negative);
        chip.classList.toggle('later', later);
        chip.setAttribute('aria-label', labelled(token.text) + (say && `, ${say}`));
      }
    });
  }

  /** Draws the rings of the locked token and of the one under the pointer. */
  mark() {
    const index = locked();
    const stop = this.shown.some((_, i) => this.first + i === index) ? index : this.first;
    this.shown.forEach(({ chip }, i) => {
      const marks = { selected: this.first + i === index, stop: this.first + i === stop };
      if (chip.ariaSelected !== String(marks.selected)) {
        chip.setAttribute('aria-selected', String(marks.selected));
      }
      if ((chip.tabIndex === 0) !== marks.stop) {
        chip.tabIndex = marks.stop ? 0 : -1;
      }
      chip.classList.toggle('hot', this.first + i === state.hover);
    });
  }

  /** @param {number | null} index in the text */
  lock(index) {
    if (index !== null) {
      hover(null);
      set({ t: index });
    }
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const last = this.first + this.shown.length - 1;
    const current = locked() ?? this.first - 1;
    const target = { ArrowLeft: current - 1, ArrowRight: current + 1, Home: this.first, End: last }[event.key];
    if (target !== undefined && this.shown.length > 0) {
      event.preventDefault();
      const index = Math.max(this.first, Math.min(last, target));
      this.lock(index);
      this.shown[index - this.first].chip.focus();
    }
  }
}

/** @param {Event} event */
function indexOf(event) {
  const chip = event.target instanceof Element ? event.target.closest('.tok') : null;
  return chip instanceof HTMLElement ? Number(chip.dataset.i) : null;
}
