/**
 * The alternatives of a token: the likeliest candidates at its position. A click forces one.
 *
 * @import { Candidate, Token } from '../text/document.js'
 */
import { h, redraw } from '../dom/dom.js';
import { fixed, labelled, marked, percent, running } from '../dom/format.js';
import { link, locked, on, state } from '../core/store.js';
import { completion } from '../text/document.js';
import { readEntropy } from '../text/entropy.js';
import { force } from './generate.js';

const SHOWN = 10;

/** @returns {{element: HTMLElement, end: () => void}} */
export function alternativesPanel() {
  const element = h('section', { class: 'panel alts', 'aria-labelledby': 'alts-title' });
  const draw = () => {
    const index = state.hover ?? locked();
    const position = (index ?? -1) - state.text.promptTokens.length;
    const token = completion(state.text)[position];
    if (token) {
      redraw(element, ...ofToken(token, position));
      if (token.entropy === null && index !== null && index === locked()) {
        void readEntropy(token, index);
      }
    } else {
      const isPrompt = index !== null && position < 0 && state.text.promptTokens.length > 0;
      redraw(element, header(''), h('p', { class: 'note' }, isPrompt ? promptNote(index) : emptyNote()));
    }
  };
  draw();
  return { element, end: on(['hover', 'params', 'text'], draw) };
}

/** @param {string} facts */
function header(facts) {
  return h('header', {}, h('h2', { id: 'alts-title' }, 'Alternatives'), h('span', { class: 'dim' }, facts));
}

function emptyNote() {
  return 'Select a token of the completion to see its alternatives.';
}

/** @param {number} index */
function promptNote(index) {
  return [
    'This token belongs to the prompt. ',
    h('a', { href: link('next', { t: index }) }, 'Next token'),
    ' shows what the model predicted here.',
  ];
}

/**
 * @param {Token} token
 * @param {number} position
 */
function ofToken(token, position) {
  const rank = token.candidates.findIndex((candidate) => candidate.id === token.id);
  const shown = token.candidates.slice(0, SHOWN);
  if (rank >= SHOWN || rank < 0) {
    shown.splice(SHOWN - 1, Infinity, { id: token.id, text: token.text, logprob: token.logprob ?? -Infinity });
  }
  const max = Math.exp(shown[0]?.logprob ?? 0);
  return [
    header(`for “${running(token.text)}”, token ${position + 1}${place(rank, token.candidates.length)}`),
    h(
      'ol',
      { class: 'altlist' },
      shown.map((candidate) => h('li', {}, row(candidate, candidate.id === token.id, max, position))),
    ),
    h('p', { class: 'note' }, entropyNote(token), 'Select an alternative to force it and continue from there.'),
  ];
}

/**
 * @param {number} rank from 0; negative if the token is not a candidate
 * @param {number} candidates
 */
function place(rank, candidates) {
  if (candidates === 0) {
    return '';
  }
  return rank < 0 ? `, below rank ${candidates}` : `, rank ${rank + 1}`;
}

/** @param {Token} token */
function entropyNote({ entropy }) {
  if (entropy === null) {
    return null;
  }
  return `Entropy ${fixed(entropy)} nats, as for ${Math.round(Math.exp(entropy))} equally likely tokens. `;
}

/**
 * @param {Candidate} candidate
 * @param {boolean} chosen
 * @param {number} max
 * @param {number} position
 */
function row(candidate, chosen, max, position) {
  const p = Math.exp(candidate.logprob);
  return h(
    'button',
    {
      type: 'button',
      class: chosen ? 'alt chosen' : 'alt',
      'data-id': candidate.id,
      disabled: candidate.id === undefined,
      'aria-label': `${labelled(candidate.text)}, ${percent(p)}${chosen ? ', chosen' : '. Force it.'}`,
      onclick: () => void (chosen || force(position, candidate)),
    },
    h('span', { class: 'w' }, marked(candidate.text)),
    h('span', { class: 'meter', vars: { '--b': max > 0 ? p / max : 0 } }),
    h('span', { class: 'p' }, percent(p)),
  );
}
