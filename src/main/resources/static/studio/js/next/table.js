/**
 * The candidates: logit, logit divided by the temperature, what cut them, probability after a stage, and how often they were drawn.
 *
 * @import { Token } from '../text/document.js'
 * @import { Distribution } from './distribution.js'
 * @import { Result } from './pipeline.js'
 *
 * @typedef {object} Picture
 * @property {Distribution} distribution
 * @property {Result} result
 * @property {number} stage the selected one
 * @property {number} rows
 * @property {Token | null} token the token of the text at this position
 * @property {Map<number, number> | null} draws by index in the distribution
 * @property {((id: number) => void) | null} force
 */
import { h, redraw, setText } from '../dom/dom.js';
import { count, fixed, labelled, percent, significant } from '../dom/format.js';
import { cutBy, numKept, probability } from './pipeline.js';
import { Row, candidate } from './row.js';
import { NAMES } from './stages.js';

/** Decimals of the logits in the arithmetic. */
const DIGITS = 4;

/** The most draws of a token that do not shorten the bars of others. */
const FULL_DRAWS = 8;

/** A slider changes texts and bars alone; other rows, another text and the first draws replace elements. */
export class Table {
  /** @param {(index: number) => void} point receives the row under the pointer */
  constructor(point) {
    this.element = h('table', { class: 'nt' });
    this.point = point;
    /** @type {Picture | null} */
    this.picture = null;
    /** @type {{index: number, row: Row}[]} */
    this.rows = [];
    this.rest = new Row({ rank: '', name: '', logit: '', hasDraws: false });
    this.stage = h('span', {});
    this.drawn = h('th', { scope: 'col', class: 'dr' });
  }

  /** @param {Picture} picture */
  draw(picture) {
    const before = this.picture;
    this.picture = picture;
    if (!before || rowsOf(before).some((value, i) => value !== rowsOf(picture)[i])) {
      this.#build(picture);
    }
    this.#fill(picture);
  }

  /** @param {Picture} picture */
  #build(picture) {
    const { ids, logits } = picture.distribution;
    const hasDraws = picture.draws !== null;
    const chosen = picture.token ? ids.indexOf(picture.token.id) : -1;
    const indices = [...Array(Math.min(picture.rows, ids.length)).keys()];
    if (chosen >= indices.length) {
      indices.splice(-1, 1, chosen);
    }
    this.rows = indices.map((index, i) => {
      const gap = i > 0 && indices[i - 1] !== index - 1;
      const force = picture.force && index !== chosen ? () => this.picture?.force?.(ids[index]) : null;
      const name = candidate(textOf(picture, index), force);
      const point = () => this.point(index);
      const row = new Row(
        { rank: String(index + 1), name, logit: fixed(logits[index]), hasDraws },
        {
          class: [index === chosen && 'chosen', gap && 'gap'].filter(Boolean).join(' '),
          'data-id': ids[index],
          onpointerenter: point,
          onfocusin: point,
        },
      );
      return { index, row };
    });
    const others = `${count(ids.length - indices.length)} others`;
    this.rest = new Row({ rank: '', name: others, logit: '', hasDraws }, { class: 'rest' });
    redraw(
      this.element,
      h('caption', { class: 'vh' }, 'Candidates for the next token'),
      head(this.stage, hasDraws && this.drawn),
      h(
        'tbody',
        {},
        this.rows.map(({ row }) => row.element),
        this.rest.element,
      ),
    );
  }

  /** @param {Picture} picture */
  #fill({ distribution, result, stage, draws }) {
    const [model, shown] = [result.stages[0], result.stages[stage]];
    const max = Math.max(probability(model, 0), ...this.rows.map(({ index }) => probability(shown, index)));
    const counts = draws ? [...draws.values()] : [];
    const total = counts.reduce((a, b) => a + b, 0);
    const most = Math.max(FULL_DRAWS, ...counts);
    setText(this.stage, ` after ${NAMES[shown.name].toLowerCase()}`);
    setText(this.drawn, `${count(total)} drawn`);
    let rest = 1;
    let restDraws = total;
    for (const { index, row } of this.rows) {
      const by = cutBy(result, index);
      const p = probability(shown, index);
      const drawn = draws?.get(index) ?? 0;
      row.fill({
        ratio: fixed(distribution.logits[index] / result.temperature),
        cut: by > 0 && by <= stage ? NAMES[result.stages[by].name] : '',
        was: probability(model, index) / max,
        now: p / max,
        share: percent(p),
        part: drawn / most,
        draws: String(drawn),
      });
      rest -= p;
      restDraws -= drawn;
    }
    rest = Math.max(0, rest);
    const share = percent(rest);
    this.rest.fill({ ratio: '', cut: '', was: 0, now: rest / max, share, part: 0, draws: String(restDraws) });
  }
}

/**
 * What the rows depend on, apart from their numbers.
 *
 * @param {Picture} picture
 */
function rowsOf({ distribution, rows, token, draws, force }) {
  return [distribution, rows, token, draws === null, force === null];
}

/**
 * @param {HTMLElement} stage
 * @param {HTMLElement | false} drawn
 */
function head(stage, drawn) {
  return h(
    'thead',
    {},
    h(
      'tr',
      {},
      h('th', { class: 'r', scope: 'col' }, h('span', { class: 'vh' }, 'Rank')),
      h('th', { scope: 'col' }, 'Token'),
      h('th', { scope: 'col', class: 'n' }, 'Logit ', h('i', {}, 'z')),
      h('th', { scope: 'col', class: 'n' }, h('i', {}, 'z'), ' / ', h('i', {}, 'T')),
      h('th', { scope: 'col', class: 'why' }, 'Filter'),
      h('th', { scope: 'col', class: 'pb' }, h('i', {}, 'p'), stage, h('span', { class: 'dim' }, ' (outline: model)')),
      drawn,
    ),
  );
}

/**
 * @param {Picture} picture
 * @param {number} index
 */
export function textOf({ distribution, token }, index) {
  const id = distribution.ids[index];
  return distribution.texts.get(id) ?? (token?.id === id ? token.text : `token ${id}`);
}

/**
 * The arithmetic of one row, to check by hand.
 *
 * @param {Picture} picture
 * @param {number} index
 */
export function arithmetic(picture, index) {
  const { distribution, result, stage } = picture;
  const name = labelled(textOf(picture, index));
  const p = probability(result.stages[stage], index);
  if (p === 0) {
    return `“${name}”: cut by ${NAMES[result.stages[cutBy(result, index)].name].toLowerCase()}, so its probability is 0.`;
  }
  if (numKept(result.stages[stage]) === 1) {
    return `“${name}”: the only token kept, so its probability is 1.`;
  }
  const temperature = stage === 0 ? 1 : result.temperature;
  const score = distribution.logits[index] / temperature;
  const weight = Math.exp(score);
  // An exponential needs more digits of its argument than it has itself.
  const exponent = fixed(score, DIGITS);
  const divided = `${fixed(distribution.logits[index], DIGITS)} / ${fixed(temperature)} = ${exponent}`;
  const [numerator, sum] = [significant(weight), significant(weight / p)];
  return `“${name}”: ${divided}; exp(${exponent}) = ${numerator}; ${numerator} / ${sum} = ${percent(p)}`;
}
