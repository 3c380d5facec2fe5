/**
 * One token of the lens: the rank of the answer by depth, and the candidates at each depth.
 *
 * @import { Lens } from './lens.js'
 */
import { h, replace } from '../dom/dom.js';
import { logChart } from '../dom/chart.js';
import { count, fixed, marked, percent, running } from '../dom/format.js';
import { state } from '../core/store.js';
import { tokens } from '../text/document.js';
import { candidates, depthName, settledAt } from './lens.js';

/**
 * @param {HTMLElement} element
 * @param {Lens} lens
 * @param {number} token
 * @param {number} selected depth
 */
export function drawSide(element, lens, token, selected) {
  const depths = [...Array(lens.numDepths).keys()];
  const last = lens.numDepths - 1;
  const ranks = depths.map((depth) => lens.rank[depth * lens.numTokens + token]);
  const settled = settledAt(lens, token);
  const answer = lens.answers[token];
  replace(
    element,
    h('header', {}, h('h2', {}, 'After “', running(tokens(state.text)[token]?.text ?? ''), '”')),
    h(
      'p',
      { class: 'note' },
      'The model predicts “',
      h('b', {}, running(answer.text)),
      `” (${percent(lens.p[last * lens.numTokens + token])}). `,
      settled === last
        ? 'It is the likeliest token only after the last layer.'
        : `It is the likeliest token from ${settled === 0 ? 'the embeddings' : `layer ${settled}`} on.`,
    ),
    logChart({
      width: 300,
      height: 132,
      values: ranks,
      labels: depths.map((depth) => (depth === 0 ? 'emb.' : String(depth))),
      max: Math.max(16, ...ranks),
      mark: settled,
      label: `Rank of the answer: ${depths.map((depth) => `${depthName(lens, depth)} ${count(ranks[depth])}`).join(', ')}`,
    }),
    h('p', { class: 'dim' }, 'Rank of the answer by layer; 1 is the likeliest'),
    h('p', { class: 'lens-sum' }, arithmetic(lens, selected, token)),
    h(
      'div',
      { class: 'ladder' },
      depths.reverse().map((depth) => step(lens, depth, token, depth === selected)),
    ),
  );
}

/**
 * @param {Lens} lens
 * @param {number} depth
 * @param {number} token
 * @param {boolean} selected
 */
function step(lens, depth, token, selected) {
  const name = depthName(lens, depth);
  const kl = Math.abs(lens.kl[depth * lens.numTokens + token]);
  return h(
    'section',
    { class: selected ? 'on' : '' },
    h('h3', {}, capitalized(name), h('span', { class: 'dim' }, ` KL ${fixed(kl)}`)),
    h(
      'ol',
      { class: 'mini' },
      candidates(lens, depth, token).map(({ id, text, p }) =>
        h(
          'li',
          { class: id === lens.answers[token].id ? 'chosen' : '' },
          h('span', { class: 'w' }, marked(text)),
          h('span', { class: 'meter', vars: { '--b': p.toFixed(4) } }),
          h('span', { class: 'p' }, percent(p)),
        ),
      ),
    ),
  );
}

/**
 * The ratio of the two best candidates from their logits, to check by hand.
 *
 * @param {Lens} lens
 * @param {number} depth
 * @param {number} token
 */
function arithmetic(lens, depth, token) {
  const [best, second] = candidates(lens, depth, token);
  const sign = second.logit < 0 ? '+' : '−';
  const [first, other] = [fixed(best.logit, 3), fixed(Math.abs(second.logit), 3)];
  const ratio = Math.exp(best.logit - second.logit).toPrecision(3);
  return (
    `${capitalized(depthName(lens, depth))}, from the two highest logits: exp(${first} ${sign} ${other}) = ${ratio} = ` +
    `${best.p.toPrecision(3)} / ${second.p.toPrecision(3)}.`
  );
}

/** @param {string} text */
function capitalized(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
