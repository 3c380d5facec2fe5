/** Colours of heads that are drawn together: white text is readable on the first, black on the second. */
import { theme } from '../shell/theme.js';

const LIGHT = [
  '#3f6fa3',
  '#b8485c',
  '#1f7a2e',
  '#8a6700',
  '#6c5fa8',
  '#0c777c',
  '#a8577e',
  '#6c6c22',
  '#3f6f5f',
  '#a05a2c',
  '#4f60a8',
  '#6b6b6b',
];
const DARK = [
  '#8ab4e8',
  '#ee9aa6',
  '#8ccf8f',
  '#e0b84f',
  '#b9aef0',
  '#6fd0d4',
  '#e29fc0',
  '#c9c96b',
  '#93c9b5',
  '#e3a878',
  '#a7b4f2',
  '#bdbdbd',
];

/** @param {number} head */
export function headColor(head) {
  const colors = theme() === 'dark' ? DARK : LIGHT;
  return colors[head % colors.length];
}
