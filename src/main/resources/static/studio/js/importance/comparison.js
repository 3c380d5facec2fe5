/**
 * Where two methods agree: a heading, the rank correlation, the butterfly chart, and the arithmetic of the row under the pointer.
 *
 * @import { Wing } from './butterfly.js'
 */
import { h, replace, setText } from '../dom/dom.js';
import { fixed, labelled } from '../dom/format.js';
import { agreement, rankCorrelation, shorten } from './agreement.js';
import { arithmetic } from './arithmetic.js';
import { drawButterfly, rowsOf } from './butterfly.js';
import { isBeyond } from './scale.js';

export class Comparison {
  /** @param {(index: number | null) => void} point at a part */
  constructor(point) {
    this.point = point;
    /** @type {[Wing, Wing] | null} */
    this.wings = null;
    /** @type {Map<number, HTMLElement>} Rows by part. */
    this.rows = new Map();
    this.all = false;
    this.title = h('h2', { id: 'imp-agree' });
    this.correlation = h('span', { class: 'dim', id: 'imp-rho' });
    this.table = h('table', { class: 'butterfly' });
    this.sums = h('div', { class: 'sums' });
    this.name = h('b', {});
    this.arithmetic = h(
      'section',
      { class: 'panel', 'aria-labelledby': 'imp-sums' },
      h('header', {}, h('h2', { id: 'imp-sums' }, 'The score of “', this.name, '”')),
      this.sums,
    );
    this.beyond = h('p', { class: 'note beyond' }, h('i', {}), h('span', {}));
    this.more = h('button', { class: 'btn small', type: 'button', hidden: true, onclick: () => this.#toggle() });
    this.unit = 'token';
    this.element = h(
      'section',
      { class: 'panel', 'aria-labelledby': 'imp-agree' },
      h('header', {}, this.title, this.correlation),
      this.table,
      this.beyond,
      this.more,
    );
    this.table.addEventListener('pointerover', (event) => point(indexOf(event)));
    this.table.addEventListener('pointerleave', () => point(null));
    this.table.addEventListener('focusin', (event) => point(indexOf(event)));
    this.table.addEventListener('focusout', () => point(null));
    this.table.addEventListener('keydown', (event) => this.#key(event));
  }

  /**
   * @param {[Wing, Wing]} wings
   * @param {{unit: string, pending: boolean}} options
   */
  draw(wings, { unit, pending }) {
    this.element.classList.toggle('pending', pending);
    if (pending) {
      return;
    }
    this.wings = wings;
    this.unit = unit;
    const [a, b] = wings.map(({ scores }) => scores);
    this.title.textContent = agreement(a, b, unit);
    const rho = a?.method === b?.method ? null : rankCorrelation(a, b);
    replace(
      this.correlation,
      rho !== null && `rank correlation of the absolute scores ρ = ${fixed(rho)} (1: same order, 0: unrelated)`,
    );
    this.table.classList.toggle('wide', unit === 'sentence');
    const rows = rowsOf(wings, this.all);
    drawButterfly(this.table, wings, rows, unit);
    this.rows = new Map(
      [...this.table.querySelectorAll('tr[data-j]')].map((row) => [indexOfRow(row), /** @type {HTMLElement} */ (row)]),
    );
    const total = (a ?? b)?.parts.length ?? 0;
    this.more.hidden = !this.all && rows.length === total;
    this.more.textContent = this.all ? 'Fewer rows' : `All ${total} ${unit}s`;
    this.#sayBeyond();
    this.#say(null);
  }

  /** Explains the bars that are cut. */
  #sayBeyond() {
    const parts = (this.wings ?? []).flatMap(({ scores, full }) =>
      (scores?.parts ?? []).filter((part) => isBeyond(part.score, full)),
    );
    this.beyond.hidden = parts.length === 0;
    const names = [...new Set(parts.map(({ text }) => `“${shorten(labelled(text))}”`))].join(', ');
    setText(
      /** @type {Element} */ (this.beyond.lastElementChild),
      `Cut bars and words with a dashed outline exceed the scale, which leaves out the last ${this.unit}: ${names}. The figures are exact.`,
    );
  }

  /**
   * @param {number | null} before
   * @param {number | null} index of the part under the pointer
   */
  mark(before, index) {
    this.rows.get(before ?? -1)?.classList.remove('hot');
    this.rows.get(index ?? -1)?.classList.add('hot');
    this.#say(index);
  }

  /** The arithmetic of one part; without one, of the last. @param {number | null} index */
  #say(index) {
    const wings = this.wings ?? [];
    const parts = wings.find(({ scores }) => scores)?.scores?.parts ?? [];
    const j = index ?? parts.length - 1;
    const lines = wings.filter(({ scores }) => scores?.parts[j]);
    const different = lines.filter((wing, i) => i === 0 || wing.name !== lines[0].name);
    this.arithmetic.hidden = different.length === 0;
    setText(this.name, parts[j] ? shorten(labelled(parts[j].text)) : '');
    replace(
      this.sums,
      different.map(({ name, scores }) =>
        h('p', { class: 'note' }, h('b', {}, `${name}: `), scores && arithmetic(scores, j)),
      ),
    );
  }

  #toggle() {
    this.all = !this.all;
    if (this.wings) {
      this.draw(this.wings, { unit: this.unit, pending: false });
    }
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const rows = [...this.rows.values()];
    const current = rows.findIndex((row) => row === event.target);
    const target = { ArrowUp: current - 1, ArrowDown: current + 1, Home: 0, End: rows.length - 1 }[event.key];
    const row = target === undefined || current < 0 ? undefined : rows[target];
    if (row) {
      event.preventDefault();
      rows.forEach((each) => (each.tabIndex = each === row ? 0 : -1));
      row.focus();
    }
  }
}

/** @param {Event} event */
function indexOf(event) {
  const row = event.target instanceof Element ? event.target.closest('tr[data-j]') : null;
  return row ? indexOfRow(row) : null;
}

/** @param {Element} row */
function indexOfRow(row) {
  return Number(/** @type {HTMLElement} */ (row).dataset.j);
}
