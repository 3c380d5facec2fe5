/** The sliders and buttons of Next token. */
import { h, replace } from '../dom/dom.js';
import { slider } from '../dom/widgets.js';
import { SLIDERS, parameters, resetSliders, say, setSlider, useInWrite } from './parameters.js';

const MANY = 100;

/**
 * @param {HTMLElement} element
 * @param {{sample: (times: number) => void, forget: () => void}} actions forget: discards the draws
 */
export function drawControls(element, { sample, forget }) {
  const values = parameters();
  const reset = () => {
    forget();
    resetSliders();
    drawControls(element, { sample, forget });
  };
  replace(
    element,
    h('header', { class: 'hd' }, h('h2', {}, 'Parameters'), h('span', { class: 'dim' }, 'computed in this page')),
    SLIDERS.map((each) =>
      slider({
        ...each,
        id: `nt-${each.name}`,
        value: values[each.name],
        say: (value) => say(each, value),
        change: (value) => {
          forget();
          setSlider(each, value);
        },
      }),
    ),
    h(
      'div',
      { class: 'row draws' },
      h('button', { class: 'go', type: 'button', id: 'draw-one', onclick: () => sample(1) }, 'Draw one'),
      h('button', { class: 'btn', type: 'button', id: 'draw-many', onclick: () => sample(MANY) }, `Draw ${MANY}`),
    ),
    h('p', { class: 'note' }, 'Draws tokens from the last stage and counts them in the table.'),
    h(
      'div',
      { class: 'row draws' },
      h('button', { class: 'btn small', type: 'button', onclick: useInWrite }, 'Use in Write'),
      h('button', { class: 'btn small', type: 'button', onclick: reset }, 'Reset'),
    ),
  );
}
