/** The options of the search, with one sentence each. */
import { h } from '../dom/dom.js';
import { press, segments, slider } from '../dom/widgets.js';
import { GROUPS, RANGES, change, options } from './options.js';

/** @typedef {{name: keyof import('./options.js').Options, label: string, digits: number, help: string}} Slider */

/** @type {Slider} */
const DIVERSITY = {
  name: 'diversity',
  label: 'Diversity penalty',
  digits: 1,
  help: 'Subtracted from a token for each time that an earlier group chose it in the step.',
};

/** @type {Slider[]} */
const SLIDERS = [
  { name: 'length', label: 'Tokens', digits: 0, help: 'Steps of the search.' },
  {
    name: 'lengthPenalty',
    label: 'Length penalty',
    digits: 1,
    help: 'Exponent of the length that divides the score. High values prefer long texts.',
  },
];

export class Controls {
  constructor() {
    this.groups = segments(
      'Groups',
      GROUPS.map((value) => /** @type {const} */ ([String(value), String(value)])),
      String(options().groups),
      (value) => change('groups', Number(value)),
    );
    this.diversity = h('div', {}, range(DIVERSITY));
    this.element = h(
      'aside',
      { class: 'controls', 'aria-label': 'Options of the search' },
      h('header', { class: 'hd' }, h('h2', {}, 'Options')),
      h(
        'div',
        { class: 'ctl' },
        h('div', { class: 'ctl-line' }, h('b', {}, 'Groups'), this.groups),
        h('p', {}, 'Each group searches on its own and avoids the tokens of earlier groups.'),
      ),
      this.diversity,
      SLIDERS.map(range),
    );
    this.draw();
  }

  draw() {
    const { beams, groups } = options();
    press(this.groups, GROUPS.indexOf(groups));
    this.groups.querySelectorAll('button').forEach((button, i) => (button.disabled = GROUPS[i] > beams));
    this.diversity.hidden = groups === 1;
  }
}

/** @param {Slider} shown */
function range({ name, label, help, digits }) {
  const { param, min = 0, max = 1, step = 1 } = RANGES[name];
  return slider({
    id: `beam-${param}`,
    label,
    min,
    max,
    step,
    help,
    value: options()[name],
    say: (value) => value.toFixed(digits),
    change: (value) => change(name, value),
  });
}
