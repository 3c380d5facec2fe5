/** Small interface parts that several views use. */
import { byId, h } from './dom.js';

const NOTICE_MS = 9000;

/**
 * Shows a sentence at the corner of the page for a few seconds.
 *
 * @param {string} text
 */
export function notice(text) {
  const element = h('div', { class: 'notice' }, h('p', {}, text));
  byId('notes').replaceChildren(element);
  setTimeout(() => element.remove(), NOTICE_MS);
}

/**
 * Shows text at the pointer; an empty text hides it.
 *
 * @param {string} text
 * @param {number} [x]
 * @param {number} [y]
 */
export function tip(text, x = 0, y = 0) {
  const element = byId('tip');
  element.hidden = text === '';
  if (text === '') {
    return;
  }
  element.textContent = text;
  const { offsetWidth: width, offsetHeight: height } = element;
  element.style.left = `${Math.max(6, Math.min(innerWidth - width - 6, x + 14))}px`;
  element.style.top = `${y + 18 + height > innerHeight ? y - height - 10 : y + 18}px`;
}

/**
 * Buttons of which one is pressed.
 *
 * @template {string} V
 * @param {string} label
 * @param {readonly (readonly [V, string])[]} options value and text
 * @param {V} current
 * @param {(value: V) => void} pick
 */
export function segments(label, options, current, pick) {
  return h(
    'div',
    { class: 'seg', role: 'group', 'aria-label': label },
    options.map(([value, text]) =>
      h('button', { type: 'button', 'aria-pressed': String(value === current), onclick: () => pick(value) }, text),
    ),
  );
}

/**
 * Presses another of the buttons.
 *
 * @param {HTMLElement} group
 * @param {number} index
 */
export function press(group, index) {
  group.querySelectorAll('button').forEach((button, i) => button.setAttribute('aria-pressed', String(i === index)));
}

/**
 * @typedef {object} SliderOptions
 * @property {string} id
 * @property {string} label
 * @property {number} min
 * @property {number} max
 * @property {number} step
 * @property {number} value
 * @property {string} help one sentence
 * @property {(value: number) => string} say
 * @property {(value: number) => void} change
 */

/**
 * A slider with its value and one sentence.
 *
 * @param {SliderOptions} options
 */
export function slider({ id, label, min, max, step, value, help, say, change }) {
  const output = h('output', { htmlFor: id }, say(value));
  const input = h('input', { id, type: 'range', min, max, step, 'aria-describedby': `${id}-help` });
  input.value = String(value);
  const show = () => {
    const current = Number(input.value);
    input.style.setProperty('--at', `${((current - min) / (max - min)) * 100}%`);
    input.setAttribute('aria-valuetext', say(current));
    output.textContent = say(current);
  };
  show();
  input.addEventListener('input', () => {
    show();
    change(Number(input.value));
  });
  return h(
    'div',
    { class: 'ctl' },
    h('label', { htmlFor: id }, label, output),
    input,
    h('p', { id: `${id}-help` }, help),
  );
}

/**
 * Copies text and says so.
 *
 * @param {string} text
 * @param {string} said
 */
export async function copy(text, said) {
  try {
    await navigator.clipboard.writeText(text);
    notice(said);
  } catch {
    notice('The browser does not allow copying here. Select the text and copy it.');
  }
}
