/**
 * What the address selects.
 *
 * @import { Heads } from './heads.js'
 *
 * @typedef {'raw' | 'scaled' | 'softmax'} StageName
 *
 * @typedef {object} Selection
 * @property {number} layer
 * @property {number} head
 * @property {number[]} also further heads of the layer that are drawn
 * @property {boolean} hidesFirst whether the first token counts as 0 in the pictures
 * @property {StageName} stage
 * @property {number} row the token whose attention is shown
 * @property {number | null} target the locked token at the right
 */
import { locked, set, state } from '../core/store.js';

/** Parameters of this view. */
export const PARAMS = ['l', 'h', 'also', 'first', 'stage', 'to', 't'];

/**
 * @param {Pick<Heads, 'size' | 'numLayers' | 'numHeads'>} heads
 * @returns {Selection}
 */
export function selection({ size, numLayers, numHeads }) {
  const { params } = state;
  const head = index(params.h, numHeads) ?? 0;
  const stage = params.stage;
  return {
    layer: index(params.l, numLayers) ?? Math.floor(numLayers / 2),
    head,
    also: (params.also ?? '')
      .split('.')
      .map((value) => index(value || undefined, numHeads) ?? head)
      .filter((other, i, all) => other !== head && all.indexOf(other) === i),
    hidesFirst: params.first === '0',
    stage: stage === 'raw' || stage === 'scaled' ? stage : 'softmax',
    row: Math.min(locked() ?? size - 1, size - 1),
    target: index(params.to, size),
  };
}

/**
 * @param {number} layer
 * @param {number} head
 */
export function selectHead(layer, head) {
  set({ l: layer, h: head, also: '' });
}

/**
 * Draws another head of the layer too, or no longer.
 *
 * @param {Selection} selected
 * @param {number} head
 */
export function toggleHead({ also }, head) {
  const heads = also.includes(head) ? also.filter((other) => other !== head) : [...also, head];
  set({ also: heads.join('.') });
}

/**
 * @param {string | undefined} value
 * @param {number} size
 */
function index(value, size) {
  const number = Number(value ?? NaN);
  return Number.isInteger(number) && number >= 0 && number < size ? number : null;
}
