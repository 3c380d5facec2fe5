/** The heading of Importance: the explained token, the granularity, and the scale of the colors. */
import { h, replace } from '../dom/dom.js';
import { percent, running } from '../dom/format.js';
import { press, segments } from '../dom/widgets.js';
import { set, state } from '../core/store.js';
import { GRANULARITIES, granularity } from './question.js';

export class Head {
  constructor() {
    this.title = h('h2', {});
    this.note = h('p', { class: 'note' });
    this.units = segments('Granularity', GRANULARITIES, granularity(), (unit) =>
      set({ gran: unit === 'token' ? '' : unit }),
    );
    this.cap = h('input', { type: 'checkbox', id: 'imp-cap' });
    this.cap.addEventListener('change', () => set({ cap: this.cap.checked ? '' : 0 }));
    this.capLabel = h('label', { htmlFor: 'imp-cap' });
    this.tools = h('div', { class: 'end row' }, h('span', { class: 'chk' }, this.cap, ' ', this.capLabel), this.units);
    this.element = h('header', { class: 'nt-head' }, this.title, this.note, this.tools);
  }

  /** Whether the scale of the colors ignores the last part. */
  get withoutLast() {
    return state.params.cap !== '0';
  }

  /** @param {import('../text/document.js').Token | null} target */
  draw(target) {
    this.element.hidden = target === null;
    if (!target) {
      return;
    }
    const unit = granularity();
    replace(this.title, 'Token attribution for “', h('span', { class: 'rub' }, running(target.text)), '”');
    this.note.textContent = `${target.logprob === null ? '' : `The model gives it ${percent(Math.exp(target.logprob))}. `}Select another token in the text to explain it.`;
    this.cap.checked = this.withoutLast;
    this.capLabel.textContent = `Scale colors without the last ${unit}`;
    press(
      this.units,
      GRANULARITIES.findIndex(([id]) => id === unit),
    );
  }
}
