/**
 * Shows a token of generated text. Its color shows its probability, and pointing at it shows the alternatives.
 *
 * @import { Token } from './document.js'
 */
import { isBytes, startsWithSpace } from '../dom/bytes.js';
import { h } from '../dom/dom.js';
import { labelled, percent, running } from '../dom/format.js';
import { tip } from '../dom/widgets.js';

/**
 * The token with the space before it.
 *
 * @param {Token} token
 * @param {Token | undefined} next
 */
export function chip(token, next) {
  const space = startsWithSpace(token.text);
  const classes = ['tok', space && 'sl', startsWithSpace(next?.text ?? ' ') && 'sr', isBytes(token.text) && 'bytes'];
  const p = Math.exp(token.logprob ?? -Infinity);
  const best = token.candidates
    .filter((candidate) => candidate.id !== token.id)
    .slice(0, 4)
    .map((candidate) => `${labelled(candidate.text)}  ${percent(Math.exp(candidate.logprob))}`);
  const element = h(
    'span',
    { class: classes.filter(Boolean).join(' '), vars: { '--w': (Math.sqrt(p) * 0.9).toFixed(3) } },
    running(token.text),
  );
  element.addEventListener('pointermove', (event) =>
    tip([`${labelled(token.text)}  ${percent(p)}`, ...best].join('\n'), event.clientX, event.clientY),
  );
  element.addEventListener('pointerleave', () => tip(''));
  return [space && ' ', element];
}
