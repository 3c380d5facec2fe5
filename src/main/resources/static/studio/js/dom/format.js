/** How numbers and tokens are written. */
import { BYTES_NOTE, isBytes, written } from './bytes.js';
import { h } from './dom.js';

/**
 * @param {number} p in [0, 1]
 * @param {number} [digits] decimals of the percentage
 */
export function percent(p, digits = 1) {
  if (p >= 0.9995) {
    return '100%';
  }
  if (p < 0.001) {
    return p < 1e-6 ? '0%' : '<0.1%';
  }
  return `${(p * 100).toFixed(digits)}%`;
}

/**
 * @param {number} value
 * @param {number} [digits]
 */
export function fixed(value, digits = 2) {
  if (!Number.isFinite(value)) {
    return '−∞';
  }
  const text = value.toFixed(digits);
  return Number(text) === 0 ? text.replace('-', '') : text.replace('-', '−');
}

/** @param {number} value */
export function count(value) {
  return value.toLocaleString('en');
}

const SIGNIFICANT = new Intl.NumberFormat('en', { maximumSignificantDigits: 4 });

/** A result of any size, with four digits. @param {number} value */
export function significant(value) {
  return Math.abs(value) < 1e-4 && value !== 0 ? value.toPrecision(4) : SIGNIFICANT.format(value);
}

/** @param {number} ms */
export function milliseconds(ms) {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

/** @param {string} text */
export function capitalized(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * @param {number} n
 * @param {string} noun
 */
export function plural(n, noun) {
  const plain = `${count(n)} ${noun}`;
  if (n === 1) {
    return plain;
  }
  return noun.endsWith('ch') ? `${plain}es` : `${plain}s`;
}

/**
 * Makes newlines, control characters and bytes visible.
 *
 * @param {string} text
 */
function visible(text) {
  if (isBytes(text)) {
    return written(text);
  }
  return text
    .replace(/\n/g, '↵')
    .replace(/[\x00-\x1f\x7f-\x9f]/g, (c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

/**
 * A token in a list: its leading space is a faint mark.
 *
 * @param {string} text
 */
export function marked(text) {
  if (isBytes(text)) {
    return [h('span', { class: 'bytes', title: BYTES_NOTE }, written(text))];
  }
  const space = text.startsWith(' ');
  return [space && h('span', { class: 'sp', 'aria-hidden': 'true' }, '␣'), visible(space ? text.slice(1) : text)];
}

/**
 * A token in a tooltip or a label, in plain text.
 *
 * @param {string} text
 */
export function labelled(text) {
  return visible(text).replace(/^ /, '') || 'space';
}

/**
 * A token in running text, without its leading space.
 *
 * @param {string} text
 */
export function running(text) {
  return visible(text).replace(/^ /, '') || '␣';
}

/** Explains the tokens that are bytes. */
export function bytesNote() {
  return [
    h('span', { class: 'bytes' }, '<0xE2>'),
    ' and the like are control characters, or bytes of a character that several tokens share.',
  ];
}
