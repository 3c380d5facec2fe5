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
import { h, redraw } from '../dom/dom.js';
import { count, fixed, labelled, marked, percent } from '../dom/format.js';
import { NAMES } from './stages.js';

/**
 * @param {HTMLTableElement} table
 * @param {Picture} picture
 * @param {(index: number) => void} point receives the row under the pointer
 */
export function drawTable(table, picture, point) {
  const { distribution, result, stage, token, draws } = picture;
  const chosen = token ? distribution.ids.indexOf(token.id) : -1;
  const indices = [...Array(Math.min(picture.rows, distribution.ids.length)).keys()];
  if (chosen >= indices.length) {
    indices.splice(-1, 1, chosen);
  }
  const p = result.stages[stage].p;
  const model = result.stages[0].p;
  const max = Math.max(model[0], ...indices.map((i) => p[i]));
  const total = draws ? [...draws.values()].reduce((a, b) => a + b, 0) : 0;
  const mostDrawn = draws ? Math.max(8, ...draws.values()) : 1;
  const rows = indices.map((index, i) => {
    const gap = i > 0 && indices[i - 1] !== index - 1;
    return row(picture, index, { chosen: index === chosen, gap, max, mostDrawn, point });
  });
  redraw(
    table,
    h('caption', { class: 'vh' }, 'Candidates for the next token'),
    head(NAMES[result.stages[stage].name], draws ? total : null),
    h('tbody', {}, rows, rest(picture, indices, max)),
  );
}

/**
 * @param {string} stage
 * @param {number | null} total draws
 */
function head(stage, total) {
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
      h(
        'th',
        { scope: 'col', class: 'pb' },
        h('i', {}, 'p'),
        ` after ${stage.toLowerCase()}`,
        h('span', { class: 'dim' }, ' (outline: model)'),
      ),
      total !== null && h('th', { scope: 'col', class: 'dr' }, `${count(total)} drawn`),
    ),
  );
}

/**
 * @param {Picture} picture
 * @param {number} index
 * @param {{chosen: boolean, gap: boolean, max: number, mostDrawn: number, point: (index: number) => void}} options
 */
function row(picture, index, { chosen, gap, max, mostDrawn, point }) {
  const { distribution, result, stage, draws, force } = picture;
  const cutBy = result.cutBy[index];
  const isCut = cutBy > 0 && cutBy <= stage;
  const text = textOf(picture, index);
  const p = result.stages[stage].p[index];
  const drawn = draws?.get(index) ?? 0;
  const classes = [chosen && 'chosen', isCut && 'cut', gap && 'gap'].filter(Boolean).join(' ');
  const canForce = force !== null && !chosen;
  return h(
    'tr',
    {
      class: classes,
      'data-id': distribution.ids[index],
      onpointerenter: () => point(index),
      onfocusin: () => point(index),
    },
    h('td', { class: 'r' }, String(index + 1)),
    h(
      'th',
      { scope: 'row' },
      canForce
        ? h(
            'button',
            {
              class: 'force',
              type: 'button',
              title: 'Force this token',
              'aria-label': `${labelled(text)}: force this token`,
              onclick: () => force(distribution.ids[index]),
            },
            marked(text),
          )
        : marked(text),
    ),
    h('td', { class: 'n' }, fixed(distribution.logits[index])),
    h('td', { class: 'n' }, fixed(distribution.logits[index] / result.temperature)),
    h('td', { class: 'why' }, isCut ? `cut by ${NAMES[result.stages[cutBy].name].toLowerCase()}` : ''),
    bar(
      'pb',
      [
        ['was', result.stages[0].p[index] / max],
        ['now', p / max],
      ],
      percent(p),
    ),
    draws && bar('dr', [['now', drawn / mostDrawn]], String(drawn)),
  );
}

/**
 * The tokens that have no row.
 *
 * @param {Picture} picture
 * @param {number[]} indices
 * @param {number} max
 */
function rest({ distribution, result, stage, draws }, indices, max) {
  const shown = new Set(indices);
  const p = Math.max(0, 1 - indices.reduce((sum, i) => sum + result.stages[stage].p[i], 0));
  const drawn = draws ? [...draws].reduce((sum, [index, n]) => (shown.has(index) ? sum : sum + n), 0) : 0;
  return h(
    'tr',
    { class: 'rest' },
    h('td', { class: 'r' }),
    h('th', { scope: 'row' }, `${count(distribution.ids.length - indices.length)} others`),
    h('td', {}),
    h('td', {}),
    h('td', { class: 'why' }),
    bar(p > max ? 'pb over' : 'pb', [['now', Math.min(1, p / max)]], percent(p)),
    draws && bar('dr', [], String(drawn)),
  );
}

/**
 * @param {string} name
 * @param {[string, number][]} bars class and length in [0, 1]
 * @param {string} text
 */
function bar(name, bars, text) {
  return h(
    'td',
    { class: name },
    bars.map(([of, length]) => h('i', { class: of, vars: { '--b': length.toFixed(4) } })),
    h('span', {}, text),
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
  const p = result.stages[stage].p[index];
  if (p === 0) {
    return `“${name}”: cut by ${NAMES[result.stages[result.cutBy[index]].name].toLowerCase()}, so its probability is 0.`;
  }
  if (result.stages[stage].kept === 1) {
    return `“${name}”: the only token kept, so its probability is 1.`;
  }
  const temperature = stage === 0 ? 1 : result.temperature;
  const score = distribution.logits[index] / temperature;
  const weight = Math.exp(score);
  const divided = `${fixed(distribution.logits[index])} / ${fixed(temperature)} = ${fixed(score)}`;
  const [numerator, sum] = [weight.toPrecision(4), (weight / p).toPrecision(4)];
  return `“${name}”: ${divided}; exp(${fixed(score)}) = ${numerator}; ${numerator} / ${sum} = ${percent(p)}`;
}
