/** A row of the candidates, whose numbers follow the sliders. */
import { h, setText } from '../dom/dom.js';
import { labelled, marked } from '../dom/format.js';

/**
 * @typedef {object} Numbers
 * @property {string} ratio logit divided by the temperature
 * @property {string} cut the stage that cut the token; empty if none did
 * @property {number} was length of the bar of the model's probability, in [0, 1]
 * @property {number} now length of the bar of the probability; longer than the scale above 1
 * @property {string} share
 * @property {number} part length of the bar of draws, in [0, 1]
 * @property {string} draws
 */

export class Row {
  /**
   * @param {{rank: string, name: import('../dom/dom.js').Child, logit: string, hasDraws: boolean}} fixed
   * @param {import('../dom/dom.js').Props} [props] of the element
   */
  constructor({ rank, name, logit, hasDraws }, props = {}) {
    this.ratio = h('td', { class: 'n' });
    this.cut = h('td', { class: 'why' });
    this.was = h('i', { class: 'was' });
    this.now = h('i', { class: 'now' });
    this.share = h('span', {});
    this.part = h('i', { class: 'now' });
    this.draws = h('span', {});
    this.bars = h('td', { class: 'pb' }, this.was, this.now, this.share);
    this.element = h(
      'tr',
      props,
      h('td', { class: 'r' }, rank),
      h('th', { scope: 'row' }, name),
      h('td', { class: 'n' }, logit),
      this.ratio,
      this.cut,
      this.bars,
      hasDraws && h('td', { class: 'dr' }, this.part, this.draws),
    );
  }

  /** @param {Numbers} numbers */
  fill({ ratio, cut, was, now, share, part, draws }) {
    setText(this.ratio, ratio);
    setText(this.cut, cut && `cut by ${cut.toLowerCase()}`);
    setText(this.share, share);
    setText(this.draws, draws);
    setLength(this.was, was);
    setLength(this.now, Math.min(1, now));
    setLength(this.part, part);
    this.element.classList.toggle('cut', cut !== '');
    this.bars.classList.toggle('over', now > 1);
  }
}

/**
 * The button that forces a candidate, or its name alone.
 *
 * @param {string} text of the token
 * @param {(() => void) | null} force
 */
export function candidate(text, force) {
  if (!force) {
    return marked(text);
  }
  return h(
    'button',
    {
      class: 'force',
      type: 'button',
      title: 'Force this token',
      'aria-label': `${labelled(text)}: force this token`,
      onclick: force,
    },
    marked(text),
  );
}

/**
 * @param {HTMLElement} bar
 * @param {number} length in [0, 1]
 */
function setLength(bar, length) {
  const value = length.toFixed(4);
  if (bar.style.getPropertyValue('--b') !== value) {
    bar.style.setProperty('--b', value);
  }
}
