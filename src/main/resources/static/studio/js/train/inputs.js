/**
 * The control of an option of a job: its label, its field and its sentence.
 *
 * @import { Field } from './fields.js'
 */
import { h } from '../dom/dom.js';
import { readField } from './fields.js';

export class Input {
  /**
   * @param {Field} field
   * @param {string} text as it was entered before
   * @param {(text: string) => void} changed
   */
  constructor(field, text, changed) {
    this.field = field;
    const id = `train-${field.name}`;
    this.input = h('input', {
      id,
      type: 'text',
      inputMode: field.kind === 'whole' ? 'numeric' : 'text',
      placeholder: field.placeholder,
      autocomplete: 'off',
      spellcheck: false,
      'aria-describedby': `${id}-help`,
    });
    this.input.value = text;
    this.input.addEventListener('input', () => {
      this.mark();
      changed(this.input.value);
    });
    this.element = h(
      'div',
      { class: 'ctl inline' },
      h('label', { htmlFor: id }, field.label),
      this.input,
      h('p', { id: `${id}-help` }, field.help),
    );
  }

  /** @returns {number | string | null | undefined} as `readField` */
  get value() {
    return readField(this.field, this.input.value);
  }

  /** Marks the input as invalid if its text is not a number, or if the service rejects it. @param {boolean} [isRejected] */
  mark(isRejected = false) {
    this.input.setAttribute('aria-invalid', String(isRejected || this.value === undefined));
  }
}

/**
 * A menu with its label above.
 *
 * @param {string} id
 * @param {string} label
 * @param {string} help
 */
export function menu(id, label, help) {
  const select = h('select', { id, 'aria-describedby': `${id}-help` });
  const element = h(
    'div',
    { class: 'ctl' },
    h('label', { htmlFor: id }, label),
    select,
    h('p', { id: `${id}-help` }, help),
  );
  return { select, element };
}

/**
 * Replaces the options of a menu, and keeps the selected one if it is still there.
 *
 * @param {HTMLSelectElement} select
 * @param {[string, string][]} options value and text
 * @param {string} [wanted] the one to select
 */
export function fill(select, options, wanted = select.value) {
  const key = JSON.stringify(options);
  if (select.dataset.options !== key) {
    select.dataset.options = key;
    select.replaceChildren(...options.map(([value, text]) => h('option', { value }, text)));
  }
  select.value = options.some(([value]) => value === wanted) ? wanted : (options[0]?.[0] ?? '');
}
