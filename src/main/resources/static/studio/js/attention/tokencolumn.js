/** A column of tokens of the head view: a listbox with one tab stop. */
import { isBytes, partOf } from '../dom/bytes.js';
import { h, setVars } from '../dom/dom.js';
import { labelled, percent, running } from '../dom/format.js';

export class TokenColumn {
  /**
   * @param {{side: 'from' | 'to', label: string, point: (index: number | null) => void, pick: (index: number) => void}} options
   */
  constructor({ side, label, point, pick }) {
    /** @type {HTMLElement[]} */
    this.options = [];
    /** @type {string[]} */
    this.texts = [];
    this.first = 0;
    this.pick = pick;
    this.element = h('div', { class: `att-column ${side}`, role: 'listbox', 'aria-label': label, tabIndex: -1 });
    this.element.addEventListener('pointerover', (event) => point(indexOf(event)));
    this.element.addEventListener('pointerleave', () => point(null));
    this.element.addEventListener('click', (event) => {
      const index = indexOf(event);
      if (index !== null) {
        pick(index);
      }
    });
    this.element.addEventListener('keydown', (event) => this.#key(event));
  }

  /**
   * @param {string[]} texts of all tokens
   * @param {{first: number, last: number, height: number}} window the tokens that are shown, and the height of one in pixels
   */
  build(texts, { first, last, height }) {
    this.first = first;
    this.texts = texts;
    this.options = texts.slice(first, last).map((text, i) =>
      h(
        'div',
        {
          role: 'option',
          class: isBytes(text) ? 'bytes' : null,
          title: isBytes(text) ? partOf(texts, first + i) : null,
          tabIndex: -1,
          'data-i': first + i,
          'aria-label': labelled(text),
        },
        running(text),
      ),
    );
    this.element.replaceChildren(...this.options);
    setVars(this.element, { '--row': `${height}px` });
  }

  /**
   * @param {number | null} selected
   * @param {number | null} stop the token that the tab key reaches
   * @param {(index: number) => number} weight of a token, 0 without ink
   */
  mark(selected, stop, weight) {
    for (const [i, option] of this.options.entries()) {
      const index = this.first + i;
      const w = weight(index);
      const ink = Math.min(0.95, Math.sqrt(w)).toFixed(3);
      const isSelected = index === selected;
      const mark = `${w} ${isSelected}`;
      if (option.dataset.mark !== mark) {
        option.dataset.mark = mark;
        option.setAttribute('aria-selected', String(isSelected));
        option.setAttribute('aria-label', labelled(this.texts[index]) + (w > 0 ? `, ${percent(w)}` : ''));
        option.style.setProperty('--w', ink);
      }
      const tabIndex = index === (stop ?? this.first) ? 0 : -1;
      if (option.tabIndex !== tabIndex) {
        option.tabIndex = tabIndex;
      }
    }
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const current = indexOf(event);
    const last = this.first + this.options.length - 1;
    if (current === null) {
      return;
    }
    const target = {
      ArrowUp: current - 1,
      ArrowDown: current + 1,
      Home: this.first,
      End: last,
      Enter: current,
      ' ': current,
    }[event.key];
    if (target !== undefined) {
      event.preventDefault();
      event.stopPropagation();
      const index = Math.max(this.first, Math.min(last, target));
      this.pick(index);
      this.options[index - this.first]?.focus();
    }
  }
}

/** @param {Event} event */
function indexOf(event) {
  const option = event.target instanceof Element ? event.target.closest('[role=option]') : null;
  return option instanceof HTMLElement ? Number(option.dataset.i) : null;
}
