/**
 * Decoding strategies by name.
 *
 * @import { Value } from './fields.js'
 *
 * @typedef {{id: string, label: string, note: string, set: Record<string, Value>}} Preset
 */
import { set, state } from '../core/store.js';
import { FIELDS } from './fields.js';
import { firstValue, isEqual } from './settings.js';

/** Neutral values of the parameters that a preset sets. @type {Record<string, Value>} */
const NEUTRAL = {
  temperature: 1,
  top_p: 1,
  top_k: 0,
  min_p: 0,
  typical_p: 1,
  epsilon_cutoff: 0,
  eta_cutoff: 0,
  do_sample: true,
  best_of: null,
  use_beam_search: false,
  num_beams: 5,
  penalty_alpha: 0,
};

/** @type {Preset[]} */
export const PRESETS = [
  {
    id: 'greedy',
    label: 'Greedy',
    set: { temperature: 0 },
    note: 'Takes the likeliest token at each step. Always the same text; it soon repeats itself.',
  },
  {
    id: 'beam',
    label: 'Beam 5',
    set: { use_beam_search: true },
    note: 'Keeps the five likeliest texts at each step and returns the best. It does not stream.',
  },
  {
    id: 'nucleus',
    label: 'Nucleus 0.95',
    set: { top_p: 0.95 },
    note: 'Samples from the likeliest tokens that hold 95% of the probability.',
  },
  {
    id: 'typical',
    label: 'Typical',
    set: { typical_p: 0.9 },
    note: 'Samples from the tokens whose surprisal is closest to the entropy.',
  },
  {
    id: 'creative',
    label: 'Creative',
    set: { temperature: 1.2, top_k: 50 },
    note: 'Samples from the 50 likeliest tokens, with a flatter distribution.',
  },
  {
    id: 'contrastive',
    label: 'Contrastive',
    set: { penalty_alpha: 0.6, top_k: 4 },
    note: 'Takes a likely token whose context differs from the text so far. It does not stream.',
  },
];

/** @param {Preset} preset */
export function apply(preset) {
  const values = Object.entries({ ...NEUTRAL, ...preset.set });
  set(Object.fromEntries(values.map(([name, value]) => [name, isEqual(value, first(name)) ? '' : String(value)])));
}

/** The preset that equals the current settings, if there is one. @returns {Preset | undefined} */
export function current() {
  return PRESETS.find((preset) =>
    Object.entries({ ...NEUTRAL, ...preset.set }).every(
      ([name, value]) => (state.params[name] ?? String(first(name))) === String(value),
    ),
  );
}

/**
 * The settings of a preset, with the other settings as they are.
 *
 * @param {Preset} preset
 * @param {Record<string, Value>} others
 */
export function settingsOf(preset, others) {
  return { ...others, ...NEUTRAL, ...preset.set };
}

/** @param {Preset} preset @returns {import('./fields.js').Method} */
export function methodOf(preset) {
  if (preset.set.use_beam_search) {
    return 'beam';
  }
  return preset.set.penalty_alpha ? 'contrastive' : 'sampling';
}

/** @param {string} name @returns {Value} */
function first(name) {
  const field = FIELDS.find((each) => each.name === name);
  return field ? firstValue(field) : NEUTRAL[name];
}
