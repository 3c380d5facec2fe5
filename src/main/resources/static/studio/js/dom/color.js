/**
 * The sequential and the diverging color scale, in a light and a dark form. Lightness changes steadily, so that they read without color
 * vision.
 */
import { theme } from '../shell/theme.js';

const SEQUENTIAL = {
  light: ['#fbf8f1', '#dce4ee', '#a9c0de', '#6b90c2', '#35619e', '#1b3b6e', '#0e1c38'],
  dark: ['#161a22', '#1e2c45', '#28487a', '#3f6fb0', '#79a3dc', '#b9d2f2', '#f4f1e6'],
};

const DIVERGING = {
  light: ['#8a4b00', '#c98a2b', '#ebd3a6', '#fbf8f1', '#b5cbe6', '#4f80be', '#1b3b6e'],
  dark: ['#f0b35a', '#b9802f', '#5e4520', '#161a22', '#24416f', '#4f86cc', '#b9d2f2'],
};

const SIZE = 256;

/** @type {Map<string, Uint8Array>} */
const tables = new Map();

/** Red, green and blue of 256 steps, for the theme. */
export function sequentialTable() {
  return tableOf('sequential', SEQUENTIAL[theme()]);
}

/** The same from ochre over neutral to blue. */
export function divergingTable() {
  return tableOf('diverging', DIVERGING[theme()]);
}

/**
 * @param {string} name
 * @param {string[]} stops
 */
function tableOf(name, stops) {
  const key = `${name} ${theme()}`;
  const table = tables.get(key) ?? interpolate(stops.map(channels));
  tables.set(key, table);
  return table;
}

/** @param {string} hex @returns {number[]} */
function channels(hex) {
  return [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));
}

/** @param {number[][]} stops */
function interpolate(stops) {
  const table = new Uint8Array(SIZE * 3);
  for (let i = 0; i < SIZE; i++) {
    const at = (i / (SIZE - 1)) * (stops.length - 1);
    const low = Math.min(stops.length - 2, Math.floor(at));
    for (let channel = 0; channel < 3; channel++) {
      const [from, to] = [stops[low][channel], stops[low + 1][channel]];
      table[i * 3 + channel] = from + (to - from) * (at - low);
    }
  }
  return table;
}

/**
 * A cell's color, and the color of text on it that has more contrast.
 *
 * @param {number} value in [0, 1]
 */
export function cellColors(value) {
  const table = sequentialTable();
  const at = Math.max(0, Math.min(SIZE - 1, Math.round(value * (SIZE - 1)))) * 3;
  const [r, g, b] = table.subarray(at, at + 3);
  const luminance = 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  return { background: `rgb(${r} ${g} ${b})`, text: luminance > 0.179 ? '#000000' : '#ffffff' };
}

/** @param {number} channel */
function linear(channel) {
  const value = channel / 255;
  return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}
