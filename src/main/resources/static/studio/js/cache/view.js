/**
 * Cache: what the KV cache saves while the completion of the text is generated.
 *
 * @import { CacheRun } from './run.js'
 */
import { h, replace } from '../dom/dom.js';
import { lineChart } from '../dom/chart.js';
import { count, fixed, milliseconds, percent, plural, running } from '../dom/format.js';
import { locked, on, state } from '../core/store.js';
import { tokens } from '../text/document.js';
import { TextExplanation } from '../text/explanation.js';
import { setInk } from '../text/ink.js';
import { computed, cumulative, readRun } from './run.js';
import { Staircase } from './staircase.js';

const MILLION = 1e6;

/**
 * @param {HTMLElement} root
 * @returns {() => void} ends the view
 */
export function show(root) {
  const head = h('header', { class: 'nt-head cache-head' });
  const line = h('p', { class: 'sum', id: 'cache-step' });
  const [withCache, without] = [new Staircase(true), new Staircase(false)];
  const figures = h('section', { class: 'sect cachefigs', 'aria-label': 'Work, time and memory' });
  const body = h(
    'div',
    {},
    head,
    h(
      'div',
      { class: 'stairs' },
      h(
        'section',
        {},
        h('h3', {}, 'With the cache'),
        withCache.canvas,
        h(
          'p',
          { class: 'note' },
          'A row for each generated token. Strong cells are computed, faint ones are read from the cache.',
        ),
      ),
      h(
        'section',
        {},
        h('h3', {}, 'Without the cache'),
        without.canvas,
        h('p', { class: 'note' }, 'Each step computes the whole text again.'),
      ),
    ),
    line,
    figures,
  );
  const explanation = new TextExplanation(root, body, readRun, draw);

  /** @param {CacheRun} run */
  function draw(run) {
    const { flops_with: less, flops_without: more, millis_with: faster, millis_without: slower } = run.total;
    const positions = computed(run);
    const fallsLess = faster < slower && faster / slower > less / more;
    replace(
      head,
      h('h2', {}, `The cache saves ${percent(1 - less / more, 0)} of the operations`),
      h(
        'p',
        { class: 'note' },
        run.numPromptTokens > state.text.promptTokens.length && `The last ${count(run.steps.length)} tokens: `,
        `${count(positions.withCache)} positions are computed with the cache, ${count(positions.without)} without. ` +
          `That is ${count(Math.round(less / MILLION))} and ${count(Math.round(more / MILLION))} million operations. ` +
          `The steps took ${milliseconds(faster)} and ${milliseconds(slower)}${fallsLess ? ': time falls less, because every step also has fixed costs' : ''}.`,
      ),
    );
    replace(figures, charts(run), memory(run));
    mark();
  }

  function mark() {
    const run = explanation.value;
    if (!run) {
      return;
    }
    const index = state.hover ?? locked() ?? run.numPromptTokens;
    const step = Math.max(0, Math.min(run.steps.length - 1, index - run.numPromptTokens));
    withCache.draw(run, step);
    without.draw(run, step);
    line.textContent = describe(run, step);
    const { num_cached: cached, num_computed: computed } = run.steps[step];
    setInk(
      (_, i) =>
        i < cached
          ? { wash: 0.3, say: 'read from the cache' }
          : i < cached + computed
            ? { wash: 0.95, bar: 1, say: 'computed' }
            : { later: true },
      { label: 'Faint: read from the cache. Strong: computed', low: '', high: '' },
    );
  }

  const off = on(['hover', 'params', 'theme'], mark);
  return () => {
    off();
    explanation.end();
  };
}

/**
 * @param {CacheRun} run
 * @param {number} step
 */
function describe(run, step) {
  const { num_cached: cached, num_computed: computed, work } = run.steps[step];
  const token = tokens(state.text)[run.numPromptTokens + step];
  const [less, more] = [work.flops_with, work.flops_without].map((flops) => fixed(flops / MILLION, 1));
  const positions = `${count(cached)} positions read, ${count(computed)} computed`;
  return `“${running(token?.text ?? '')}”: ${positions}; ${less} of ${more} million operations`;
}

/** @param {CacheRun} run */
function charts(run) {
  const ends = /** @type {[string, string]} */ (['step 1', String(run.steps.length)]);
  const chart = (/** @type {string} */ title, /** @type {'flops' | 'millis'} */ of, /** @type {number} */ unit) =>
    h(
      'div',
      {},
      h('h3', {}, title),
      lineChart({
        width: 340,
        height: 170,
        names: 56,
        ends,
        label: title,
        say: (value) => count(Math.round(value)),
        series: [
          { name: 'without', class: 'lo2', values: cumulative(run, `${of}_without`).map((value) => value / unit) },
          { name: 'with', class: 'hi', values: cumulative(run, `${of}_with`).map((value) => value / unit) },
        ],
      }),
    );
  return [chart('Million operations, cumulative', 'flops', MILLION), chart('Milliseconds, cumulative', 'millis', 1)];
}

/** @param {CacheRun} run */
function memory({ layout, steps }) {
  const elements = layout.shape.reduce((product, length) => product * length, 1);
  const bytes = layout.bytes_per_text / elements;
  const axes = [...layout.axes.map((axis) => axis.replace(/_/g, ' ')), `bytes of a ${layout.element_type}`];
  const length = tokens(state.text).length;
  const values = [
    ['One token', `${fixed(layout.bytes_per_token / 1024, 0)} KiB`],
    [`This text: ${plural(length - 1, 'token')}`, `${count(Math.round((steps.at(-1)?.cache_bytes ?? 0) / 1024))} KiB`],
    ['The longest text', `${fixed(layout.bytes_per_text / 1024 / 1024, 1)} MiB`],
    [axes.join(' × '), `${[...layout.shape, bytes].map(count).join(' × ')} = ${count(layout.bytes_per_text)}`],
  ];
  return h(
    'div',
    {},
    h(
      'dl',
      { class: 'figs' },
      values.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))),
    ),
    h(
      'p',
      { class: 'note' },
      `The text has ${plural(length, 'token')}. The last one is not in the cache: the model would read it to predict the next.`,
    ),
  );
}
