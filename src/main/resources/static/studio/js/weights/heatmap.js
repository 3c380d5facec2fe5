/**
 * A tensor as a heat map that can be zoomed and moved. It reads only what is in sight; of a large part every few rows and columns.
 *
 * @import { Part, Tensor } from './tensors.js'
 */
import { h } from '../dom/dom.js';
import { divergingTable } from '../dom/color.js';
import { count } from '../dom/format.js';
import { isAbort } from '../core/api.js';
import { set, state } from '../core/store.js';
import { readPart, size } from './tensors.js';

const HEIGHT = 430;
const VECTOR_HEIGHT = 48;

/** Values of one request. */
const MAX_VALUES = 400_000;
const MIN_COLUMNS = 8;
const REST_MS = 120;

/** Multiples of the standard deviation that have the strongest color. */
const REACH = 4;

export class HeatMap {
  /**
   * @param {Tensor} tensor
   * @param {(text: string) => void} say receives the selected value
   * @param {(error: unknown) => void} fail
   */
  constructor(tensor, say, fail) {
    this.tensor = tensor;
    this.say = say;
    this.fail = fail;
    this.reach = Math.max(
      1e-12,
      Math.min(Math.max(Math.abs(tensor.min), Math.abs(tensor.max)), Math.abs(tensor.mean) + REACH * tensor.std),
    );
    /** @type {Part | null} */
    this.part = null;
    this.controller = new AbortController();
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.rest = undefined;
    this.canvas = h('canvas', { class: 'heat', tabIndex: 0, role: 'application' });
    this.canvas.setAttribute(
      'aria-label',
      `Heat map of ${tensor.name}. Arrows move the selected cell, plus and minus zoom.`,
    );
    this.canvas.addEventListener('keydown', (event) => this.#key(event));
    this.canvas.addEventListener('pointerdown', (event) => this.#drag(event));
    this.canvas.addEventListener('pointermove', (event) => this.#point(event));
    this.canvas.addEventListener('pointerleave', () => this.#sayCell(this.cell));
    this.canvas.addEventListener('wheel', (event) => this.#wheel(event), { passive: false });
  }

  /** The part in sight, in rows and columns of the tensor. */
  get window() {
    const { rows, columns } = size(this.tensor);
    const visible = Math.max(
      Math.min(MIN_COLUMNS, columns),
      Math.min(columns, Math.round(Number(state.params.z ?? columns)) || columns),
    );
    const width = this.canvas.clientWidth || 760;
    const visibleRows = rows === 1 ? 1 : Math.max(1, Math.min(rows, Math.ceil((visible * HEIGHT) / width)));
    const clamp = (/** @type {string | undefined} */ value, /** @type {number} */ max) =>
      Math.max(0, Math.min(max, Math.round(Number(value ?? 0)) || 0));
    return {
      column: clamp(state.params.x, columns - visible),
      row: clamp(state.params.y, rows - visibleRows),
      columns: visible,
      rows: visibleRows,
    };
  }

  get cell() {
    const { rows, columns } = size(this.tensor);
    const [row = 0, column = 0] = (state.params.cell ?? '0.0').split('.').map(Number);
    return { row: Math.max(0, Math.min(rows - 1, row || 0)), column: Math.max(0, Math.min(columns - 1, column || 0)) };
  }

  /** Draws what is known, and reads the rest when the window no longer moves. */
  update() {
    const { window } = this;
    const step = Math.max(1, Math.ceil(Math.sqrt((window.rows * window.columns) / MAX_VALUES)));
    const { part } = this;
    this.paint();
    const isRead =
      part &&
      part.step === step &&
      part.row === window.row &&
      part.column === window.column &&
      part.columns * step >= window.columns &&
      part.rows * step >= window.rows;
    clearTimeout(this.rest);
    if (!isRead) {
      this.rest = setTimeout(() => void this.#read(window, step), this.part ? REST_MS : 0);
    } else {
      this.#sayCell(this.cell);
    }
  }

  /**
   * @param {{row: number, column: number, rows: number, columns: number}} window
   * @param {number} step
   */
  async #read(window, step) {
    this.controller.abort();
    this.controller = new AbortController();
    try {
      this.part = await readPart(this.tensor, window, step, this.controller.signal);
      this.paint();
      this.#sayCell(this.cell);
    } catch (error) {
      if (!isAbort(error)) {
        this.fail(error);
      }
    }
  }

  paint() {
    const { canvas, part, window } = this;
    const ratio = Math.min(2, devicePixelRatio || 1);
    const width = canvas.clientWidth || 760;
    const scale = width / window.columns;
    const height = window.rows === 1 ? VECTOR_HEIGHT : Math.min(HEIGHT, Math.ceil(window.rows * scale));
    canvas.style.height = `${height}px`;
    canvas.width = width * ratio;
    canvas.height = height * ratio;
    const context = canvas.getContext('2d');
    if (!context || !part) {
      return;
    }
    const cellHeight = window.rows === 1 ? VECTOR_HEIGHT : scale;
    context.scale(ratio, ratio);
    context.imageSmoothingEnabled = scale * part.step < 1;
    context.drawImage(
      this.#image(part),
      (part.column - window.column) * scale,
      (part.row - window.row) * cellHeight,
      part.columns * part.step * scale,
      part.rows * part.step * cellHeight,
    );
    const { cell } = this;
    context.strokeStyle = getComputedStyle(document.documentElement).getPropertyValue('--rubric').trim();
    context.lineWidth = 2;
    const side = Math.max(5, scale);
    context.strokeRect(
      (cell.column - window.column) * scale,
      (cell.row - window.row) * cellHeight,
      side,
      window.rows === 1 ? cellHeight : side,
    );
  }

  /** @param {Part} part */
  #image(part) {
    const canvas = h('canvas', { width: part.columns, height: part.rows });
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    const picture = context.createImageData(part.columns, part.rows);
    const table = divergingTable();
    part.values.forEach((value, i) => {
      const from = Math.round(Math.max(0, Math.min(1, (value / this.reach + 1) / 2)) * 255) * 3;
      picture.data.set(table.subarray(from, from + 3), i * 4);
      picture.data[i * 4 + 3] = 255;
    });
    context.putImageData(picture, 0, 0);
    return canvas;
  }

  /**
   * @param {number} factor above 1 zooms in
   * @param {{row: number, column: number}} [center]
   */
  zoom(factor, center = this.cell) {
    const { window } = this;
    const { columns } = size(this.tensor);
    const visible = Math.max(MIN_COLUMNS, Math.min(columns, Math.round(window.columns / factor)));
    const share = visible / window.columns;
    const x = Math.round(center.column - (center.column - window.column) * share);
    const y = Math.round(center.row - (center.row - window.row) * share);
    set({ x: Math.max(0, x), y: Math.max(0, y), z: visible === columns ? '' : visible });
  }

  /** @param {MouseEvent} event */
  #cellAt(event) {
    const box = this.canvas.getBoundingClientRect();
    const { window } = this;
    const scale = box.width / window.columns;
    const row = window.rows === 1 ? 0 : Math.floor((event.clientY - box.top) / scale);
    return {
      row: Math.min(window.row + window.rows - 1, window.row + row),
      column: Math.min(
        window.column + window.columns - 1,
        window.column + Math.floor((event.clientX - box.left) / scale),
      ),
    };
  }

  /** @param {PointerEvent} event */
  #point(event) {
    if (event.buttons === 0) {
      this.#sayCell(this.#cellAt(event));
    }
  }

  /** @param {PointerEvent} start */
  #drag(start) {
    const { window } = this;
    const scale = this.canvas.clientWidth / window.columns;
    let moved = false;
    const move = (/** @type {PointerEvent} */ event) => {
      const [dx, dy] = [event.clientX - start.clientX, event.clientY - start.clientY];
      moved ||= Math.abs(dx) + Math.abs(dy) > 4;
      if (moved) {
        set({
          x: Math.max(0, Math.round(window.column - dx / scale)),
          y: Math.max(0, Math.round(window.row - dy / scale)),
        });
      }
    };
    const ended = new AbortController();
    const { signal } = ended;
    const up = (/** @type {PointerEvent} */ event) => {
      ended.abort();
      if (!moved) {
        const { row, column } = this.#cellAt(event);
        set({ cell: `${row}.${column}` });
      }
    };
    this.canvas.setPointerCapture(start.pointerId);
    this.canvas.addEventListener('pointermove', move, { signal });
    this.canvas.addEventListener('pointerup', up, { signal });
    // A browser that scrolls the page takes the pointer away.
    this.canvas.addEventListener('pointercancel', () => ended.abort(), { signal });
  }

  /** The wheel zooms with Ctrl, and scrolls the page without. @param {WheelEvent} event */
  #wheel(event) {
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      this.zoom(event.deltaY < 0 ? 1.25 : 0.8, this.#cellAt(event));
    }
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
    if (event.key === '+' || event.key === '-') {
      this.zoom(event.key === '+' ? 1.5 : 0.66);
    } else if (step) {
      event.preventDefault();
      this.#moveTo(this.cell.row + step[0], this.cell.column + step[1]);
    }
  }

  /**
   * Selects a cell, and scrolls it into sight.
   *
   * @param {number} row
   * @param {number} column
   */
  #moveTo(row, column) {
    const { rows, columns } = size(this.tensor);
    const { window } = this;
    if (row < 0 || column < 0 || row >= rows || column >= columns) {
      return;
    }
    const x = Math.min(Math.max(window.column, column - window.columns + 1), column);
    const y = Math.min(Math.max(window.row, row - window.rows + 1), row);
    set({ cell: `${row}.${column}`, x: x || '', y: y || '' });
  }

  /** @param {{row: number, column: number}} cell */
  #sayCell({ row, column }) {
    const { part } = this;
    if (!part) {
      return;
    }
    const [i, j] = [(row - part.row) / part.step, (column - part.column) / part.step];
    const isRead = Number.isInteger(i) && Number.isInteger(j) && i >= 0 && j >= 0 && i < part.rows && j < part.columns;
    this.say(
      `Row ${count(row)}, column ${count(column)}: ${isRead ? part.values[i * part.columns + j].toPrecision(6) : 'zoom in to read it'}`,
    );
  }

  end() {
    clearTimeout(this.rest);
    this.controller.abort();
  }
}
