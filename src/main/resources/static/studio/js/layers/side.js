/**
 * One token of the lens: the rank of the answer by depth, and the candidates at each depth. The pointer changes the token often, so the
 * elements stay and only their texts change.
 *
 * @import { Lens } from './lens.js'
 */
import { h, replace, setText } from '../dom/dom.js';
import { RankChart } from '../dom/rankchart.js';
import { capitalized, count, fixed, marked, percent, running } from '../dom/format.js';
import { state } from '../core/store.js';
import { tokens } from '../text/document.js';
import { candidates, depthName, settledAt, shortDepthName } from './lens.js';

export class Side {
  constructor() {
    /** @type {Lens | null} */
    this.lens = null;
    this.title = h('h2', {});
    this.answer = h('b', {});
    this.p = h('span', {});
    this.chart = new RankChart({ width: 300, height: 132 });
    this.sum = h('p', { class: 'lens-sum' });
    /** @type {Step[]} By depth. */
    this.steps = [];
    this.ladder = h('div', { class: 'ladder' });
    this.element = h(
      'aside',
      { class: 'panel lens-side', 'aria-label': 'Selected token', tabIndex: 0 },
      h('header', {}, this.title),
      h('p', { class: 'note' }, 'The model predicts “', this.answer, this.p),
      this.chart.element,
      h('p', { class: 'dim' }, 'Rank of the answer by layer; 1 is the likeliest'),
      this.sum,
      this.ladder,
    );
  }

  /**
   * @param {Lens} lens
   * @param {number} token
   * @param {number} selected depth
   */
  draw(lens, token, selected) {
    if (this.lens !== lens) {
      this.#build(lens);
    }
    const last = lens.numDepths - 1;
    const settled = settledAt(lens, token);
    setText(this.title, `After “${running(tokens(state.text)[token]?.text ?? '')}”`);
    setText(this.answer, running(lens.answers[token].text));
    const from =
      settled === last
        ? 'It is the likeliest token only after the last layer.'
        : `It is the likeliest token from ${settled === 0 ? 'the embeddings' : depthName(settled)} on.`;
    setText(this.p, `” (${percent(lens.p[last * lens.numTokens + token])}). ${from}`);
    const ranks = this.steps.map((_, depth) => lens.rank[depth * lens.numTokens + token]);
    const said = ranks.map((rank, depth) => `${depthName(depth)} ${count(rank)}`).join(', ');
    this.chart.draw(ranks, settled, `Rank of the answer: ${said}`);
    setText(this.sum, arithmetic(lens, selected, token));
    this.steps.forEach((step, depth) => step.draw(lens, token, depth === selected));
  }

  /** @param {Lens} lens */
  #build(lens) {
    this.lens = lens;
    const depths = [...Array(lens.numDepths).keys()];
    this.chart.build(depths.map(shortDepthName), Math.max(16, ...lens.rank));
    this.steps = depths.map((depth) => new Step(lens, depth));
    replace(
      this.ladder,
      this.steps.map((step) => step.element).reverse(),
    );
  }
}

/** The candidates at a depth. */
class Step {
  /**
   * @param {Lens} lens
   * @param {number} depth
   */
  constructor(lens, depth) {
    this.depth = depth;
    this.kl = h('span', { class: 'dim' });
    this.rows = Array.from({ length: lens.top }, () => {
      const [text, meter, p] = ['w', 'meter', 'p'].map((name) => h('span', { class: name }));
      return { text, meter, p, item: h('li', {}, text, meter, p), shown: '' };
    });
    const isLast = depth === lens.numDepths - 1;
    this.element = h(
      'section',
      {},
      h('h3', {}, capitalized(depthName(depth)), isLast && ', the answer', this.kl),
      h(
        'ol',
        { class: 'mini' },
        this.rows.map(({ item }) => item),
      ),
    );
  }

  /**
   * @param {Lens} lens
   * @param {number} token
   * @param {boolean} selected
   */
  draw(lens, token, selected) {
    this.element.classList.toggle('on', selected);
    setText(this.kl, ` KL ${fixed(Math.abs(lens.kl[this.depth * lens.numTokens + token]))} nats`);
    candidates(lens, this.depth, token).forEach(({ id, text, p }, i) => {
      const row = this.rows[i];
      if (row.shown !== text) {
        row.shown = text;
        replace(row.text, marked(text));
      }
      row.item.classList.toggle('chosen', id === lens.answers[token].id);
      row.meter.style.setProperty('--b', p.toFixed(4));
      setText(row.p, percent(p));
    });
  }
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
  const [first, other] = [fixed(best.logit, 4), fixed(Math.abs(second.logit), 4)];
  const ratio = Math.exp(best.logit - second.logit).toPrecision(3);
  return (
    `${capitalized(depthName(depth))}, from the two highest logits: exp(${first} ${sign} ${other}) = ${ratio} = ` +
    `${best.p.toPrecision(3)} / ${second.p.toPrecision(3)}.`
  );
}
