/**
 * Strategies side by side: the same prompt completed with up to four presets, at the same time.
 *
 * @import { Preset } from '../settings/presets.js'
 * @import { Token } from '../text/document.js'
 * @import { Figures } from './run.js'
 *
 * @typedef {object} Column
 * @property {Preset} preset
 * @property {Token[]} tokens
 * @property {string} decoding the decoding settings in a few words
 * @property {Figures | null} figures
 * @property {string | null} error
 * @property {HTMLElement | null} wait counts down until the service accepts requests again
 */
import { h, oncePerFrame, redraw } from '../dom/dom.js';
import { count, fixed, milliseconds, percent } from '../dom/format.js';
import { ApiError, isAbort } from '../core/api.js';
import { modelName } from '../core/models.js';
import { describe } from '../core/problems.js';
import { on, set, state } from '../core/store.js';
import { untilAccepted } from '../core/wait.js';
import { PRESETS, methodOf, settingsOf } from '../settings/presets.js';
import { settings } from '../settings/settings.js';
import { summary } from '../settings/summary.js';
import { chip } from '../text/chip.js';
import { waitBox } from '../shell/problembox.js';
import { complete, tokensPerSecond } from './complete.js';

const MAX = 4;
const EMPTY = 'Compare completes the prompt with each selected strategy, all at the same time.';
const FIRST = 'greedy.beam.nucleus.creative';

/** A comparison draws the same tokens after a reload, unless the settings have another seed. */
const SEED = 1;

/** The last complete comparison, shown again after another view. @type {{key: string, columns: Column[]} | null} */
let kept = null;

/** @returns {{element: HTMLElement, end: () => void}} */
export function strategiesPanel() {
  const element = h('section', { class: 'sect side', 'aria-labelledby': 'side-title' });
  const list = h('div', { class: 'strategies' });
  /** @type {Column[]} */
  let columns = [];
  /** @type {AbortController | null} */
  let running = null;
  let compared = '';

  const chosen = () =>
    (state.params.side ?? FIRST).split('.').filter((id) => PRESETS.some((preset) => preset.id === id));
  const key = () => JSON.stringify([modelName(), promptOf(), chosen(), settings()]);
  const drawColumns = () => {
    list.style.setProperty('--n', String(Math.max(1, columns.length)));
    redraw(list, columns.length > 0 ? columns.map(columnView) : h('p', { class: 'note' }, EMPTY));
  };
  const compare = async () => {
    running?.abort();
    const controller = (running = new AbortController());
    set({ cmp: 1 });
    compared = promptOf();
    columns = PRESETS.filter((preset) => chosen().includes(preset.id)).map((preset) => ({
      preset,
      tokens: [],
      decoding: summary(valuesOf(preset), methodOf(preset)),
      figures: null,
      error: null,
      wait: null,
    }));
    draw();
    const mine = key();
    await Promise.all(columns.map((column) => fill(column, controller.signal, oncePerFrame(drawColumns))));
    if (running === controller) {
      running = null;
      kept = columns.every(({ figures }) => figures) ? { key: mine, columns } : null;
      draw();
    }
  };
  const draw = () => {
    redraw(
      element,
      head(chosen(), running !== null, compare, () => running?.abort(), draw),
      list,
    );
    drawColumns();
  };
  if (state.params.cmp === '1' && kept?.key === key()) {
    ({ columns } = kept);
    compared = promptOf();
  }
  draw();
  if (state.params.cmp === '1' && columns.length === 0) {
    void compare();
  }
  const off = on(['text'], () => {
    if (columns.length > 0 && promptOf() !== compared) {
      running?.abort();
      columns = [];
      set({ cmp: '' });
      draw();
    }
  });
  return {
    element,
    end: () => {
      off();
      running?.abort();
    },
  };
}

/** The prompt of the text, also while it is restored. */
function promptOf() {
  return state.text.branches.length > 0 ? state.text.prompt : (state.params.p ?? '');
}

/**
 * @param {string[]} chosen
 * @param {boolean} isRunning
 * @param {() => void} compare
 * @param {() => void} stop
 * @param {() => void} draw
 */
function head(chosen, isRunning, compare, stop, draw) {
  const toggle = (/** @type {string} */ id) => {
    const next = chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id].slice(-MAX);
    if (next.length > 0) {
      set({ side: next.join('.') });
      draw();
    }
  };
  return h(
    'header',
    {},
    h('h2', { id: 'side-title' }, 'Strategies side by side'),
    h('span', { class: 'dim' }, 'same prompt, up to four'),
    h(
      'div',
      { class: 'end row' },
      h(
        'div',
        { class: 'seg', role: 'group', 'aria-label': 'Strategies to compare' },
        PRESETS.map(({ id, label }) =>
          h(
            'button',
            { type: 'button', 'aria-pressed': String(chosen.includes(id)), onclick: () => toggle(id) },
            label,
          ),
        ),
      ),
      h(
        'button',
        { class: 'btn', type: 'button', id: 'compare', onclick: isRunning ? stop : compare },
        isRunning ? 'Stop' : 'Compare',
      ),
    ),
  );
}

/**
 * @param {Preset} preset
 * @returns {import('../settings/settings.js').Settings}
 */
function valuesOf(preset) {
  const values = settingsOf(preset, settings());
  return { ...values, best_of: null, seed: values.seed ?? SEED };
}

/**
 * @param {Column} column
 * @param {AbortSignal} signal
 * @param {() => void} draw
 */
async function fill(column, signal, draw) {
  const values = valuesOf(column.preset);
  const job = (/** @type {AbortSignal} */ own) =>
    complete({
      prompt: promptOf(),
      settings: values,
      method: methodOf(column.preset),
      signal: own,
      onTokens: (tokens) => {
        column.tokens.push(...tokens);
        draw();
      },
    });
  const controller = new AbortController();
  const stop = () => controller.abort();
  try {
    column.figures = await untilAccepted(job, AbortSignal.any([signal, controller.signal]), {
      waiting: (error, seconds, skip) => {
        column.error = textOf(error);
        column.wait = waitBox(describe(error), seconds, { skip, stop });
        draw();
      },
      repeating: () => {
        column.error = column.wait = null;
        draw();
      },
    });
  } catch (error) {
    if (!isAbort(error)) {
      column.error = textOf(error);
    }
  }
  column.wait = null;
  draw();
}

/** @param {unknown} error */
function textOf(error) {
  const { title, text } = error instanceof ApiError ? describe(error) : { title: String(error), text: '' };
  return `${title}. ${text}`;
}

/** @param {Column} column */
function columnView({ preset, tokens, decoding, figures, error, wait }) {
  return h(
    'article',
    { 'data-strategy': preset.id },
    h('h3', {}, preset.label),
    h('p', { class: 'note' }, preset.note),
    h('p', { class: 'dim settings' }, decoding),
    h(
      'div',
      { class: 'profile', 'aria-hidden': 'true' },
      tokens.map((token) => h('i', { vars: { '--b': Math.exp(token.logprob ?? -Infinity).toFixed(3) } })),
    ),
    wait ??
      (error
        ? h('p', { class: 'note', role: 'alert' }, error)
        : h(
            'p',
            { class: 'run' },
            tokens.map((token, i) => chip(token, tokens[i + 1])),
          )),
    figures &&
      h(
        'dl',
        { class: 'figs' },
        figuresOf(tokens, figures).map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))),
      ),
  );
}

/**
 * @param {Token[]} tokens
 * @param {Figures} figures
 */
function figuresOf(tokens, figures) {
  const mean = tokens.reduce((sum, token) => sum + (token.logprob ?? 0), 0) / Math.max(1, tokens.length);
  const distinct = new Set(tokens.map((token) => token.id)).size / Math.max(1, tokens.length);
  return [
    ['Mean log-prob.', fixed(mean)],
    ['Distinct tokens', percent(distinct, 0)],
    ['Tokens/s', count(Math.round(tokensPerSecond(figures)))],
    figures.firstTokenMs === null
      ? ['All tokens', milliseconds(figures.totalMs)]
      : ['First token', milliseconds(figures.firstTokenMs)],
  ];
}
