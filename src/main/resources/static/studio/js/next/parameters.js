/**
 * The sliders of Next token. They start at the settings of Write, and change nothing there until the user says so.
 *
 * @import { Parameters } from './pipeline.js'
 */
import { set, state } from '../core/store.js';
import { FIELDS } from '../settings/fields.js';
import { change, method, valueOf } from '../settings/settings.js';

/**
 * @typedef {{name: keyof Parameters, param: string, label: string, min: number, max: number, step: number, off: number | null,
 *   help: string}} Slider
 */

/** @type {Slider[]} */
export const SLIDERS = [
  {
    name: 'temperature',
    param: 'T',
    label: 'Temperature',
    min: 0,
    max: 2,
    step: 0.05,
    off: null,
    help: 'Divides each logit. Low values sharpen the distribution, high ones flatten it.',
  },
  {
    name: 'top_k',
    param: 'k',
    label: 'Top-k',
    min: 0,
    max: 200,
    step: 1,
    off: 0,
    help: 'Keeps this many of the likeliest tokens.',
  },
  {
    name: 'top_p',
    param: 'tp',
    label: 'Top-p',
    min: 0,
    max: 1,
    step: 0.01,
    off: 1,
    help: 'Keeps the likeliest tokens whose probabilities sum to this.',
  },
  {
    name: 'min_p',
    param: 'mp',
    label: 'Min-p',
    min: 0,
    max: 0.5,
    step: 0.01,
    off: 0,
    help: 'Removes tokens below this share of the highest probability.',
  },
  {
    name: 'typical_p',
    param: 'ty',
    label: 'Typical-p',
    min: 0.05,
    max: 1,
    step: 0.01,
    off: 1,
    help: 'Keeps the tokens whose surprisal is closest to the entropy.',
  },
];

/** @returns {Parameters} */
export function parameters() {
  return /** @type {Parameters} */ (Object.fromEntries(SLIDERS.map((slider) => [slider.name, valueOfSlider(slider)])));
}

/** @param {Slider} slider */
function valueOfSlider({ name, param, min, max }) {
  const given = Number(state.params[param] ?? NaN);
  return given >= min && given <= max ? given : initial(name);
}

/** @param {keyof Parameters} name */
function initial(name) {
  const field = FIELDS.find((each) => each.name === name && each.methods?.includes('sampling'));
  const neutral = name === 'temperature' ? 1 : Number(field?.neutral);
  return field && method() === 'sampling' ? Number(valueOf(field)) : neutral;
}

/**
 * @param {Slider} slider
 * @param {number} value
 */
export function setSlider({ name, param }, value) {
  set({ [param]: value === initial(name) ? '' : value });
}

/** Back to the settings of Write. */
export function resetSliders() {
  set(Object.fromEntries(SLIDERS.map(({ param }) => [param, ''])));
}

/** Writes with these parameters from now on. */
export function useInWrite() {
  const values = parameters();
  set({ use_beam_search: '', penalty_alpha: '' });
  for (const { name, param } of SLIDERS) {
    const field = FIELDS.find((each) => each.name === name && each.methods?.includes('sampling'));
    if (field) {
      change(field, values[name]);
    }
    set({ [param]: '' });
  }
}

/**
 * @param {Slider} slider
 * @param {number} value
 */
export function say({ off, step }, value) {
  if (value === off) {
    return 'off';
  }
  return value.toFixed(step < 1 ? 2 : 0);
}
