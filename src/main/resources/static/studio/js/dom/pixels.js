/** The color scales as pixels of a canvas: tables of 256 numbers 0xAABBGGRR, as ImageData holds them. */
import { divergingTable, sequentialTable } from './color.js';

/** @type {WeakMap<Uint8Array, Uint32Array>} */
const scales = new WeakMap();

/** For shares and probabilities in [0, 1]. */
export function sequential() {
  return scaleOf(sequentialTable());
}

/** For numbers of both signs: 0 is in the middle, at 0.5. */
export function diverging() {
  return scaleOf(divergingTable());
}

/**
 * @param {Uint32Array} scale
 * @param {number} value in [0, 1]
 */
export function pixel(scale, value) {
  return scale[Math.max(0, Math.min(255, Math.round(value * 255)))];
}

/**
 * A custom property of the style sheet, such as a color.
 *
 * @param {string} name
 */
export function cssVar(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** @param {Uint8Array} table red, green and blue of each step */
function scaleOf(table) {
  const known = scales.get(table);
  if (known) {
    return known;
  }
  const scale = Uint32Array.from({ length: table.length / 3 }, (_, i) => {
    const [r, g, b] = table.subarray(i * 3, i * 3 + 3);
    return ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
  });
  scales.set(table, scale);
  return scale;
}
