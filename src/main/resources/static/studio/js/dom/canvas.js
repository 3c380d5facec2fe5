/** Canvases in CSS pixels. */
import { h } from './dom.js';

const MAX_DENSITY = 2;

/** Device pixels of one CSS pixel. */
export function density() {
  return Math.min(MAX_DENSITY, devicePixelRatio || 1);
}

/**
 * Sets the size of a canvas and clears it.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {number} width in CSS pixels
 * @param {number} height in CSS pixels
 * @returns {CanvasRenderingContext2D} with units of CSS pixels
 */
export function resize(canvas, width, height) {
  const ratio = density();
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const context = contextOf(canvas);
  context.scale(ratio, ratio);
  return context;
}

/** @param {HTMLCanvasElement} canvas */
export function contextOf(canvas) {
  return /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
}

/**
 * A matrix of coloured cells, painted as pixels.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {{rows: number, columns: number, width: number, height: number, color: (row: number, column: number) => number}} cells
 *   width and height in CSS pixels; color: a pixel, 0 for none
 */
export function paintCells(canvas, { rows, columns, width, height, color }) {
  const ratio = density();
  canvas.width = Math.max(columns, Math.round(width * ratio));
  canvas.height = Math.max(rows, Math.round(height * ratio));
  const context = contextOf(canvas);
  const image = context.createImageData(canvas.width, canvas.height);
  const pixels = new Uint32Array(image.data.buffer);
  const gap = canvas.width / columns >= 7 && canvas.height / rows >= 7 ? 1 : 0;
  for (let row = 0; row < rows; row++) {
    const top = Math.floor((row * canvas.height) / rows);
    const bottom = Math.floor(((row + 1) * canvas.height) / rows) - gap;
    for (let column = 0; column < columns; column++) {
      const pixel = color(row, column);
      if (pixel !== 0) {
        const left = Math.floor((column * canvas.width) / columns);
        const right = Math.floor(((column + 1) * canvas.width) / columns) - gap;
        for (let y = top; y < bottom; y++) {
          pixels.fill(pixel, y * canvas.width + left, y * canvas.width + right);
        }
      }
    }
  }
  context.putImageData(image, 0, 0);
}

/**
 * An image for the eye, with a sentence for a screen reader.
 *
 * @param {string} name class
 * @param {string} label
 */
export function picture(name, label) {
  return h('canvas', { class: name, role: 'img', 'aria-label': label });
}
