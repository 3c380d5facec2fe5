/**
 * The ink under the text: what the token in focus attends to, or which tokens attend to the one in focus.
 *
 * @import { Picture } from './picture.js'
 */
import { percent, running } from '../dom/format.js';
import { setInk } from '../text/ink.js';

/** @param {Picture} picture */
export function drawInk({ tokens, row, target, selected, weight }) {
  const place = `(layer ${selected.layer}, head ${selected.head})`;
  const focus = `“${running(tokens[target ?? row] ?? '')}”`;
  setInk(
    (_, index) => {
      if (target === null ? index > row : index < target) {
        return { later: true };
      }
      const w = target === null ? weight(selected.head, row, index) : weight(selected.head, index, target);
      return { wash: Math.sqrt(w) * 0.95, bar: w, say: percent(w) };
    },
    { label: `Attention ${target === null ? 'of' : 'to'} ${focus} ${place}`, low: '0', high: '100%' },
  );
}
