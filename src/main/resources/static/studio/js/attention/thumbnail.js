/** A head as a small picture: rows attend, columns are attended to. */
import { contextOf } from '../dom/canvas.js';
import { sequential } from '../dom/pixels.js';

/** Longer texts are pooled: a pixel shows the greatest weight of several tokens. */
const MAX_SIDE = 96;

/**
 * The scale for weights as bytes. Ink grows with the square root, so that small weights show.
 *
 * @returns {Uint32Array}
 */
export function byteScale() {
  const scale = sequential();
  return Uint32Array.from({ length: 256 }, (_, weight) => scale[Math.round(Math.sqrt(weight / 255) * 255)]);
}

/** Pixels of the side of a picture. @param {number} size number of tokens */
export function sideOf(size) {
  return Math.ceil(size / stepOf(size));
}

/** Tokens of a pixel. @param {number} size */
function stepOf(size) {
  return Math.ceil(size / MAX_SIDE);
}

/**
 * @param {HTMLCanvasElement} canvas with the side of the picture
 * @param {Uint8Array} triangle
 * @param {number} size number of tokens
 * @param {{scale: Uint32Array, hidesFirst: boolean}} options
 */
export function paintThumbnail(canvas, triangle, size, { scale, hidesFirst }) {
  const step = stepOf(size);
  const side = sideOf(size);
  const greatest = step === 1 ? null : new Uint8Array(side * side);
  const context = contextOf(canvas);
  const image = context.createImageData(side, side);
  const pixels = new Uint32Array(image.data.buffer);
  let next = 0;
  for (let query = 0; query < size; query++) {
    const row = Math.floor(query / step) * side;
    for (let key = 0; key <= query; key++) {
      const weight = hidesFirst && key === 0 ? 0 : triangle[next];
      next++;
      const at = row + Math.floor(key / step);
      if (greatest === null) {
        pixels[at] = scale[weight];
      } else if (pixels[at] === 0 || weight > greatest[at]) {
        greatest[at] = weight;
        pixels[at] = scale[weight];
      }
    }
  }
  context.putImageData(image, 0, 0);
}
