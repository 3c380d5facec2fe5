/**
 * Metrics: the last minute of the service.
 *
 * @import { Sample } from './samples.js'
 * @import { Series } from '../dom/chart.js'
 */
import { h, replace } from '../dom/dom.js';
import { lineChart } from '../dom/chart.js';
import { count, fixed, milliseconds, percent } from '../dom/format.js';
import { stateBox } from '../dom/statebox.js';
import { ApiError, isAbort } from '../core/api.js';
import { describe } from '../core/problems.js';
import { askForKey } from '../shell/keydialog.js';
import { QUANTILE_SAMPLES, mean, quantile, rate, readSample } from './samples.js';

const INTERVAL_MS = 1000;
const SAMPLES = 60;

/**
 * @typedef {object} Panel
 * @property {string} title
 * @property {string} help one sentence
 * @property {(value: number) => string} say
 * @property {{name: string, class: 'hi' | 'lo2', of: (samples: Sample[], i: number) => number | null}[]} series
 */

const whole = (/** @type {number} */ value) => count(Math.round(value));
const seconds = (/** @type {number} */ value) =>
  value < 0.01 ? `${fixed(value * 1000, 1)} ms` : milliseconds(value * 1000);

/**
 * @param {string} title
 * @param {string} help
 * @param {(value: number) => string} say
 * @param {(samples: Sample[], i: number) => number | null} of
 * @returns {Panel}
 */
function single(title, help, say, of) {
  return { title, help, say, series: [{ name: '', class: 'hi', of }] };
}

/**
 * @param {string} title
 * @param {string} help
 * @param {string} histogram
 * @returns {Panel}
 */
function quantiles(title, help, histogram) {
  const of = (/** @type {number} */ q) => (/** @type {Sample[]} */ samples, /** @type {number} */ i) =>
    quantile(samples.slice(Math.max(0, i - QUANTILE_SAMPLES), i + 1), histogram, q);
  return {
    title,
    help,
    say: seconds,
    series: [
      { name: 'p50', class: 'hi', of: of(0.5) },
      { name: 'p95', class: 'lo2', of: of(0.95) },
    ],
  };
}

/** @type {Panel[]} */
const PANELS = [
  single('Generated tokens per second', 'Of all requests together.', whole, (s, i) =>
    rate(s[i - 1], s[i], 'generated_tokens'),
  ),
  single('Running', 'Sequences in the batch.', whole, (s, i) => s[i].running),
  single('Waiting', 'Sequences in the queue.', whole, (s, i) => s[i].waiting),
  single(
    'Batch size',
    'Sequences in a step, on average.',
    (value) => fixed(value, 1),
    (s, i) => mean(s.slice(i - 1, i + 1), 'step_sequences'),
  ),
  single('KV cache usage', 'Share of the cache that running sequences reserve.', percent, (s, i) => s[i].kvUsage),
  quantiles('Time to first token', 'Median and 95th percentile of the last 10 seconds.', 'time_to_first_token_seconds'),
  quantiles(
    'Time per output token',
    'Median and 95th percentile of the last 10 seconds.',
    'time_per_output_token_seconds',
  ),
  single('Prompt tokens per second', 'Tokens read from prompts.', whole, (s, i) =>
    rate(s[i - 1], s[i], 'prompt_tokens'),
  ),
];

/**
 * @param {HTMLElement} root
 * @returns {() => void} ends the view
 */
export function show(root) {
  const head = h('header', { class: 'nt-head' });
  const problem = h('div', {});
  const box = h('div', { class: 'multi' });
  root.append(head, problem, box);
  /** @type {Sample[]} */
  let samples = [];
  const controller = new AbortController();
  const poll = async () => {
    if (document.hidden) {
      return;
    }
    try {
      samples = [...samples, await readSample(controller.signal)].slice(-SAMPLES - 1);
      problem.replaceChildren();
      draw(head, box, samples);
    } catch (error) {
      if (!isAbort(error)) {
        fail(problem, error, poll, () => clearInterval(timer));
      }
    }
  };
  const timer = setInterval(poll, INTERVAL_MS);
  void poll();
  return () => {
    clearInterval(timer);
    controller.abort();
  };
}

/**
 * @param {HTMLElement} head
 * @param {HTMLElement} box
 * @param {Sample[]} samples
 */
function draw(head, box, samples) {
  const { finished, rejected } = samples[samples.length - 1];
  replace(
    head,
    h('h2', {}, 'Last minute'),
    h(
      'p',
      { class: 'note' },
      `${count(finished)} ${finished === 1 ? 'request' : 'requests'} finished and ${count(rejected)} rejected since the start. `,
      h('a', { href: 'metrics' }, 'All metrics for Prometheus'),
      '.',
    ),
  );
  replace(
    box,
    PANELS.map((panel) => panelView(panel, samples)),
  );
}

/**
 * @param {Panel} panel
 * @param {Sample[]} samples
 */
function panelView({ title, help, say, series }, samples) {
  const empty = new Array(Math.max(0, SAMPLES - samples.length + 1)).fill(null);
  /** @type {Series[]} */
  const drawn = series.map(({ name, class: of, of: value }) => ({
    name,
    class: of,
    values: [...empty, ...samples.slice(1).map((_, i) => value(samples, i + 1))],
  }));
  const now = drawn.map(({ values }) => values.at(-1) ?? null);
  const shown = now.map((value) => (value === null ? '–' : say(value)));
  return h(
    'section',
    {},
    h('h3', {}, title),
    h('p', { class: 'big' }, shown[0], shown[1] && h('span', { class: 'dim' }, ` / ${shown[1]}`)),
    lineChart({
      width: 270,
      height: 180,
      series: drawn,
      ends: ['−60 s', 'now'],
      say,
      label: `${title}: ${shown.join(' / ')}`,
      names: series.length > 1 ? 30 : 0,
    }),
    h('p', { class: 'note' }, help),
  );
}

/**
 * @param {HTMLElement} problem
 * @param {unknown} error
 * @param {() => void} again
 * @param {() => void} end
 */
function fail(problem, error, again, end) {
  const known = error instanceof ApiError ? error : new ApiError(500, String(error));
  if (known.status === 404) {
    end();
    const text = 'A proxy does not expose them, they have a port of their own, or they are switched off.';
    replace(problem, stateBox({ title: 'This service does not show its metrics here', text }));
    return;
  }
  const { title, text } = describe(known);
  const actions = known.needsKey ? [{ label: 'Enter an API key', main: true, run: () => askForKey(again) }] : [];
  replace(
    problem,
    stateBox({
      title,
      text: known.needsKey ? `${text} Metrics need the scope “metrics”.` : `${text} Trying again.`,
      actions,
    }),
  );
}
