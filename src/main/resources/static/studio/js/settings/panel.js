/** The panel of decoding settings: method, presets, and the controls in groups. */
import { h, redraw } from '../dom/dom.js';
import { segments } from '../dom/widgets.js';
import { on, set, state } from '../core/store.js';
import { GROUPS } from './fields.js';
import { control } from './inputs.js';
import { PRESETS, apply, current } from './presets.js';
import { fieldsOf, method, valueOf } from './settings.js';

/** @type {Record<import('./fields.js').Method, string>} */
const METHOD_NOTES = {
  sampling: 'Samples each token from the filtered distribution.',
  beam: 'Searches for the likeliest text. Temperature and filters do not apply.',
  contrastive: 'Balances probability against similarity. Temperature and filters do not apply.',
};

/** @returns {{element: HTMLElement, end: () => void}} */
export function settingsPanel() {
  const body = h('div', {});
  /** @type {Set<string>} */
  const open = new Set();
  let drawn = '';

  const draw = () => {
    const chosen = method();
    drawn = chosen;
    const fields = fieldsOf(chosen);
    redraw(
      body,
      presets(draw),
      h('h3', { class: 'method-title' }, 'Method'),
      segments(
        'Method',
        /** @type {const} */ ([
          ['sampling', 'Sampling'],
          ['beam', 'Beam search'],
          ['contrastive', 'Contrastive'],
        ]),
        chosen,
        (picked) => {
          set(METHOD_PARAMS[picked]);
          draw();
        },
      ),
      h('p', { class: 'note' }, METHOD_NOTES[chosen]),
      fields.filter((field) => field.group === 'main').map(control),
      GROUPS.map(([group, title]) => {
        const members = fields.filter((field) => field.group === group);
        if (members.length === 0) {
          return null;
        }
        const details = h('details', {}, h('summary', {}, title), members.map(control));
        details.open = open.has(group);
        details.addEventListener('toggle', () => (details.open ? open.add(group) : open.delete(group)));
        return details;
      }),
    );
  };
  draw();
  const end = on(['params', 'view'], (topic) => {
    if (topic === 'view' || method() !== drawn || differs(body)) {
      draw();
    } else {
      markPreset(body);
    }
  });
  const endSeed = on(['run'], () => showSeed(body));
  const element = h('section', { 'aria-label': 'Decoding settings' }, h('h2', { class: 'hd' }, 'Decoding'), body);
  return {
    element,
    end: () => {
      end();
      endSeed();
    },
  };
}

/** @type {Record<import('./fields.js').Method, Record<string, string>>} */
const METHOD_PARAMS = {
  sampling: { use_beam_search: '', penalty_alpha: '', top_k: '' },
  beam: { use_beam_search: 'true', penalty_alpha: '', top_k: '' },
  contrastive: { use_beam_search: '', penalty_alpha: '0.6', top_k: '4' },
};

/** @param {() => void} draw */
function presets(draw) {
  const chosen = current();
  return h(
    'div',
    { class: 'preset-box' },
    h('h3', {}, 'Presets'),
    h(
      'div',
      { class: 'presets', role: 'group', 'aria-label': 'Presets' },
      PRESETS.map((preset) =>
        h(
          'button',
          {
            type: 'button',
            'data-preset': preset.id,
            'aria-pressed': String(preset === chosen),
            title: preset.note,
            onclick: () => {
              apply(preset);
              draw();
            },
          },
          preset.label,
        ),
      ),
    ),
    h('p', { class: 'note preset-note' }, chosen?.note ?? 'Custom settings.'),
  );
}

/** @param {HTMLElement} body */
function markPreset(body) {
  const chosen = current();
  for (const button of body.querySelectorAll('[data-preset]')) {
    button.setAttribute('aria-pressed', String(button.getAttribute('data-preset') === chosen?.id));
  }
  const note = body.querySelector('.preset-note');
  if (note) {
    note.textContent = chosen?.note ?? 'Custom settings.';
  }
}

/** Whether a slider shows another value than the address has, for example after Back. @param {HTMLElement} body */
function differs(body) {
  return fieldsOf(method()).some((field) => {
    const input = body.querySelector(`#set-${field.name}`);
    return (
      input instanceof HTMLInputElement && input.type === 'range' && Number(input.value) !== Number(valueOf(field))
    );
  });
}

/** Shows the seed that the service drew, so that it can be kept. @param {HTMLElement} body */
function showSeed(body) {
  const input = body.querySelector('#set-seed');
  const seed = state.run.phase === 'done' ? state.run.figures?.seed : null;
  if (input instanceof HTMLInputElement && seed) {
    input.placeholder = String(seed);
  }
}
