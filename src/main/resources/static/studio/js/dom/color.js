/**
 * The color scales of the style sheet as tables of 256 pixels. Lightness changes steadily, so that they read without color vision. A
 * pixel is 0xAABBGGRR, as ImageData holds it.
 */

const SIZE = 256;

/** @type {Map<string, Uint32Array>} by gradient, which depends on the theme */
const tables = new Map();

/** For shares and probabilities in [0, 1]. */
export function sequential() {
  return table(cssVar('--seq'));
}

/** For numbers of both signs: 0 is in the middle, at 0.5. */
export function diverging() {
  return table(cssVar('--div'));
}

/**
 * @param {Uint32Array} scale
 * @param {number} value in [0, 1]
 */
export function pixel(scale, value) {
  return scale[Math.max(0, Math.min(SIZE - 1, Math.round(value * (SIZE - 1))))];
}

/**
 * A cell's color, and the color of text on it that has more contrast.
 *
 * @param {number} value in [0, 1]
 */
export function cellColors(value) {
  const color = pixel(sequential(), value);
  const [r, g, b] = [0, 8, 16].map((shift) => (color >> shift) & 255);
  const luminance = 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  return { background: `rgb(${r} ${g} ${b})`, text: luminance > 0.179 ? '#000000' : '#ffffff' };
}

/**
 * A custom property of the style sheet.
 *
 * @param {string} name
 */
export function cssVar(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** @param {string} gradient of hexadecimal colors */
function table(gradient) {
  const known = tables.get(gradient) ?? interpolate((gradient.match(/#[0-9a-f]{6}/gi) ?? []).map(channels));
  tables.set(gradient, known);
  return known;
}

/** @param {string} hex @returns {number[]} red, green and blue */
function channels(hex) {
  return [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));
}

/** @param {number[][]} stops */
function interpolate(stops) {
  return Uint32Array.from({ length: SIZE }, (_, i) => {
    const at = (i / (SIZE - 1)) * (stops.length - 1);
    const low = Math.min(stops.length - 2, Math.floor(at));
    const [r, g, b] = stops[low].map((from, c) => Math.round(from + (stops[low + 1][c] - from) * (at - low)));
    return ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
  });
}

/** @param {number} channel */
function linear(channel) {
  const value = channel / 255;
  return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}
