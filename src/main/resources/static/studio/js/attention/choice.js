/** What the attention view shows: layer, heads and stage, from the address. */
import { state } from '../core/store.js';

/** @typedef {'raw' | 'scaled' | 'softmax'} Stage */

/** The head of a first visit: a later layer has clearer patterns. */
const FIRST_LAYER = 2;

/**
 * @param {number} numLayers
 * @param {number} numHeads
 */
export function choice(numLayers, numHeads) {
  const { l, h, also, first, stage } = state.params;
  const layer = Math.max(0, Math.min(numLayers - 1, Number(l ?? FIRST_LAYER) || 0));
  const head = Math.max(0, Math.min(numHeads - 1, Number(h ?? 0) || 0));
  const others = (also ?? '').split('.').filter(Boolean).map(Number);
  return {
    layer,
    head,
    also: others.filter((each) => each !== head && each >= 0 && each < numHeads),
    hideFirst: first === '0',
    stage: /** @type {Stage} */ (stage === 'raw' || stage === 'scaled' ? stage : 'softmax'),
  };
}
