/**
 * The selected head as a matrix, in three stages.
 *
 * @import { Picture } from './picture.js'
 */
import { h, redraw, setVars } from '../dom/dom.js';
import { paintCells, picture as canvasFor } from '../dom/canvas.js';
import { count, fixed, labelled, percent } from '../dom/format.js';
import { segments, tip } from '../dom/widgets.js';
import { hover, set } from '../core/store.js';
import { NOTES, STAGES, cellColor } from './stages.js';
import { strongest } from './picture.js';

/** Side of the matrix in CSS pixels; the style sheet lets it shrink. */
const SIDE = 366;

export class Matrix {
  constructor() {
    /** @type {Picture | null} */
    this.picture = null;
    this.stages = h('div', { class: 'att-matrix-head' });
    this.canvas = canvasFor('att-matrix', '');
    this.ring = h('i', { class: 'att-matrix-row', 'aria-hidden': 'true' });
    this.note = h('p', { class: 'note' });
    this.element = h(
      'section',
      { class: 'panel', 'aria-label': 'Matrix' },
      h('header', {}, h('h2', {}, 'Attention matrix')),
      this.stages,
      h(
        'div',
        { class: 'att-matrix-frame' },
        h('span', { class: 'att-axis key' }, 'Token that is attended to (key) →'),
        h('span', { class: 'att-axis query' }, 'Token that attends (query) →'),
        h('div', { class: 'att-matrix-box' }, this.canvas, this.ring),
      ),
      this.note,
    );
    this.canvas.addEventListener('pointermove', (event) => this.#point(event));
    this.canvas.addEventListener('pointerleave', () => {
      tip('');
      hover(null);
    });
    this.canvas.addEventListener('click', (event) => this.#lock(event));
  }

  /** @param {Picture} picture */
  draw(picture) {
    const { stage } = picture.selected;
    const { size } = picture.heads;
    redraw(
      this.stages,
      segments('Stage', STAGES, stage, (next) => set({ stage: next === 'softmax' ? '' : next })),
      legend(stage === 'softmax'),
    );
    this.note.textContent = NOTES[stage];
    paintCells(this.canvas, { rows: size, columns: size, width: SIDE, height: SIDE, color: cellColor(picture) });
    this.focus(picture);
  }

  /** @param {Picture} picture */
  focus(picture) {
    this.picture = picture;
    const { row, heads, selected } = picture;
    const columns = selected.stage === 'raw' ? heads.size : row + 1;
    setVars(this.ring, { '--row': row, '--columns': columns, '--size': heads.size });
    this.canvas.setAttribute('aria-label', describe(picture));
  }

  /** @param {PointerEvent} event */
  #point(event) {
    const cell = this.#cell(event);
    if (!cell) {
      tip('');
      return;
    }
    hover(cell.row);
    tip(tipText(/** @type {Picture} */ (this.picture), cell), event.clientX, event.clientY);
  }

  /** @param {MouseEvent} event */
  #lock(event) {
    const cell = this.#cell(event);
    if (cell) {
      hover(null);
      set({ t: cell.row, to: cell.column > cell.row ? '' : cell.column });
    }
  }

  /** @param {MouseEvent} event */
  #cell({ offsetX, offsetY }) {
    const size = this.picture?.heads.size ?? 0;
    const row = Math.floor((offsetY / this.canvas.clientHeight) * size);
    const column = Math.floor((offsetX / this.canvas.clientWidth) * size);
    const isCell = row >= 0 && row < size && column >= 0 && column < size;
    return isCell && (column <= row || this.picture?.selected.stage === 'raw') ? { row, column } : null;
  }
}

/** @param {boolean} isShare */
function legend(isShare) {
  const [low, high] = isShare ? ['0', '100%'] : ['below', 'above'];
  return h(
    'span',
    { class: 'legend' },
    h('span', {}, low),
    h('i', { class: isShare ? 'att-scale-seq' : 'att-scale-div' }),
    h('span', {}, high),
  );
}

/**
 * @param {Picture} picture
 * @param {{row: number, column: number}} cell
 */
function tipText({ tokens, scores, weight, selected }, { row, column }) {
  const lines = [`“${labelled(tokens[row])}” to “${labelled(tokens[column])}”`];
  if (scores) {
    const at = row * scores.size + column;
    lines.push(`QKᵀ ${fixed(scores.raw[at])}`, `QKᵀ/√d ${fixed(scores.scaled[at])}`);
    lines.push(column > row ? 'masked: a later token' : `softmax ${percent(scores.softmax[at])}`);
  } else {
    lines.push(percent(weight(selected.head, row, column)));
  }
  return lines.join('\n');
}

/** @param {Picture} picture */
function describe(picture) {
  const { selected, heads, tokens, row, weight } = picture;
  const best = strongest(picture);
  const name = STAGES.find(([stage]) => stage === selected.stage)?.[1];
  return (
    `Layer ${selected.layer}, head ${selected.head}, ${name}: ${count(heads.size)} by ${count(heads.size)} tokens. ` +
    `“${labelled(tokens[row])}” attends most to “${labelled(tokens[best])}”: ${percent(weight(selected.head, row, best))}.`
  );
}
