/** The bar: the model and its size, the load of the service, the API key. */
import { byId, h, replace, svg } from '../dom/dom.js';
import { count } from '../dom/format.js';
import { ApiError } from '../core/api.js';
import { readArchitecture } from '../core/architecture.js';
import { forgetKey, key } from '../core/key.js';
import { modelName } from '../core/models.js';
import { emit, flush, link, on, set, state } from '../core/store.js';
import { completion, emptyText, encodeIds } from '../text/document.js';
import { rate, readSample } from '../metrics/samples.js';
import { retokenize } from '../text/retokenize.js';
import { draftPrompt } from '../write/prompt.js';

const POLL_MS = 5000;
const POINTS = 24;

/** @type {number[]} tokens per second, the newest last */
const rates = [];

/** @type {ReturnType<typeof setInterval> | undefined} */
let timer;

/** The model whose size is shown. */
let described = '';

/** @type {import('../metrics/samples.js').Sample | null} */
let previous = null;

export function startBar() {
  const select = /** @type {HTMLSelectElement} */ (byId('model'));
  select.addEventListener('change', () => void selectModel(select.value));
  on(['service'], drawModels);
  // A request under way reads or writes tokens of the current model.
  on(['run'], () => (select.disabled = ['restoring', 'running', 'waiting'].includes(state.run.phase)));
  on(['view'], () => {
    select.value = modelName();
    if (described !== modelName()) {
      void facts();
    }
  });
  byId('forget').addEventListener('click', () => {
    forgetKey();
    refreshBar();
  });
  startPolling();
}

/**
 * Selects a model. Write keeps the prompt alone, for the model to complete; the other views keep the text, for the model to read.
 *
 * @param {string} model
 */
async function selectModel(model) {
  const written = completion(state.text).map(({ id }) => id);
  const from = modelName();
  if (state.view !== 'write' && written.length > 0) {
    try {
      const ids = await retokenize(written, from, model);
      flush();
      location.hash = link(state.view, { m: model, g: encodeIds(ids), br: '', b: '', pn: '', cmp: '' });
      return;
    } catch {
      // The model can still complete the prompt, and reports its errors then.
    }
  }
  // The views must not send the ids of one model to another.
  state.text = { ...emptyText(), prompt: draftPrompt() };
  set({ m: model, g: '', br: '', b: '', t: '', cmp: '' }, { push: true });
  emit('text');
  void facts();
}

/** Reads everything again, for another API key. */
export function refreshBar() {
  drawKey();
  void facts();
  startPolling();
}

function startPolling() {
  clearInterval(timer);
  timer = setInterval(poll, POLL_MS);
  void poll();
}

/** Shows whether the page has a key. */
function drawKey() {
  byId('forget').hidden = key() === null;
}

function drawModels() {
  replace(
    byId('model'),
    state.models.map(({ id }) => h('option', { value: id }, id)),
  );
  /** @type {HTMLSelectElement} */ (byId('model')).value = modelName();
  drawKey();
  void facts();
}

async function facts() {
  const name = modelName();
  described = name;
  try {
    const model = await readArchitecture(name);
    const size = (model.parameters.total / 1e6).toFixed(model.parameters.total < 1e7 ? 1 : 0);
    if (name !== described) {
      return;
    }
    byId('model-facts').textContent =
      `${size}M parameters, ${model.num_layers} layers × ${model.num_heads} heads, ` +
      `vocabulary ${count(model.vocabulary_size)}, ${model.precision} on ${model.device.toUpperCase()}`;
  } catch {
    if (name === described) {
      byId('model-facts').textContent = '';
    }
  }
}

async function poll() {
  if (document.hidden) {
    previous = null;
    return;
  }
  try {
    const sample = await readSample();
    if (previous && sample.time > previous.time) {
      rates.push(rate(previous, sample, 'generated_tokens') ?? 0);
      rates.splice(0, rates.length - POINTS);
    }
    previous = sample;
    drawPulse(sample);
  } catch (error) {
    // Metrics can need a key of their own. The page works without them.
    byId('pulse').hidden = true;
    if (error instanceof ApiError && error.status >= 400 && error.status < 500) {
      clearInterval(timer);
    }
  }
}

/** @param {import('../metrics/samples.js').Sample} sample */
function drawPulse({ running, waiting }) {
  const speed = Math.round(rates.at(-1) ?? 0);
  const isIdle = speed === 0 && running === 0 && waiting === 0;
  const said = isIdle ? 'The service is idle' : `${count(speed)} tokens per second, ${count(running)} running`;
  const pulse = byId('pulse');
  pulse.hidden = false;
  pulse.setAttribute('href', link('metrics'));
  pulse.setAttribute('aria-label', `${said}: opens Metrics`);
  replace(
    pulse,
    spark(),
    isIdle
      ? h('span', {}, 'idle')
      : [
          h('span', {}, h('b', {}, count(speed)), ' tokens/s'),
          h('span', { class: 'wide' }, h('b', {}, count(running)), ' running'),
        ],
  );
}

function spark() {
  const [width, height] = [84, 20];
  const max = Math.max(1, ...rates);
  const at = rates.map((rate, i) => [
    1 + ((POINTS - rates.length + i) / (POINTS - 1)) * (width - 4),
    height - 2 - (rate / max) * (height - 4),
  ]);
  const line = at.map(([x, y], i) => `${i > 0 ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
  const last = at.at(-1);
  return svg(
    'svg',
    { width, height, class: 'spark', 'aria-hidden': 'true' },
    svg('path', { d: line || 'M0 0', class: 'line' }),
    last ? svg('circle', { cx: last[0], cy: last[1], r: 2, class: 'end' }) : null,
  );
}
