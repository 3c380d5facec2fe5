/**
 * What the parts of the view draw.
 *
 * @import { Heads } from './heads.js'
 * @import { Scores, Vectors } from './scores.js'
 * @import { Selection } from './selection.js'
 *
 * @typedef {object} Picture
 * @property {string[]} tokens texts
 * @property {Heads} heads
 * @property {Scores | null} scores of the selected head
 * @property {Vectors | null} vectors of the selected head
 * @property {Selection} selected
 * @property {number[]} drawn the selected head and the further ones
 * @property {number} row the token in focus: under the pointer, else locked
 * @property {number | null} target the token at the right in focus
 * @property {(head: number, query: number, key: number) => number} weight in the selected layer; 0 for a hidden token
 */
import { roundedWeight } from './heads.js';

/**
 * @param {{tokens: string[], heads: Heads, scores: Scores | null, vectors: Vectors | null, selected: Selection}} parts
 * @param {{row: number | null, target: number | null}} pointed
 * @returns {Picture}
 */
export function pictureOf({ tokens, heads, scores, vectors, selected }, { row, target }) {
  const { layer, head: own, hidesFirst, also } = selected;
  return {
    tokens,
    heads,
    scores,
    vectors,
    selected,
    drawn: [own, ...also],
    row: Math.min(row ?? selected.row, heads.size - 1),
    target: target ?? (row === null ? selected.target : null),
    weight: (head, query, key) => {
      if (key > query || (hidesFirst && key === 0)) {
        return 0;
      }
      return head === own && scores
        ? scores.softmax[query * scores.size + key]
        : roundedWeight(heads, layer, head, query, key);
    },
  };
}

/**
 * The key with the greatest weight.
 *
 * @param {Picture} picture
 */
export function strongest({ weight, selected, row }) {
  let best = 0;
  for (let key = 1; key <= row; key++) {
    if (weight(selected.head, row, key) > weight(selected.head, row, best)) {
      best = key;
    }
  }
  return best;
}
