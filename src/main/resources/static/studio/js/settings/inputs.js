/**
 * The control of a field: its label, its input and its sentence.
 *
 * @import { Field, Value } from './fields.js'
 */
import { h } from '../dom/dom.js';
import { slider } from '../dom/widgets.js';
import { change, valueOf } from './settings.js';

/** @param {Field} field */
export function control(field) {
  switch (field.kind) {
    case 'range':
      return range(field);
    case 'switch':
      return toggle(field);
    case 'choice':
      return choice(field);
    default:
      return textual(field);
  }
}

/**
 * @param {Field} field
 * @param {number} value
 */
export function say(field, value) {
  if (field.off && value === field.neutral) {
    return field.off;
  }
  const decimals = String(field.step ?? 1).split('.')[1]?.length ?? 0;
  return value.toFixed(decimals);
}

/** @param {Field} field */
function range(field) {
  const value = Number(valueOf(field));
  return slider({
    id: `set-${field.name}`,
    label: field.label,
    min: field.min ?? 0,
    max: Math.max(field.max ?? 1, value),
    step: field.step ?? 1,
    value,
    help: field.help,
    say: (value) => say(field, value),
    change: (value) => change(field, value),
  });
}

/** @param {Field} field */
function toggle(field) {
  const id = `set-${field.name}`;
  const input = h('input', { id, type: 'checkbox', 'aria-describedby': `${id}-help` });
  input.checked = Boolean(valueOf(field));
  input.addEventListener('change', () => change(field, input.checked));
  return line(field, input);
}

/** @param {Field} field */
function choice(field) {
  const id = `set-${field.name}`;
  const input = h(
    'select',
    { id, 'aria-describedby': `${id}-help` },
    (field.options ?? []).map(([value, text]) => h('option', { value }, text)),
  );
  input.value = String(valueOf(field));
  input.addEventListener('change', () => change(field, input.value));
  return line(field, input);
}

/** @param {Field} field */
function textual(field) {
  const id = `set-${field.name}`;
  const isWords = field.kind === 'words';
  const input = h(isWords ? 'textarea' : 'input', {
    id,
    'aria-describedby': `${id}-help`,
    ...(isWords ? { rows: 2 } : { type: 'text', inputMode: field.kind === 'integer' ? 'numeric' : 'text' }),
    spellcheck: false,
    autocomplete: 'off',
  });
  input.value = written(field, valueOf(field));
  input.addEventListener('input', () => {
    const value = readText(field, input.value);
    input.setAttribute('aria-invalid', String(value === undefined));
    if (value !== undefined) {
      change(field, value);
    }
  });
  return line(field, input, isWords);
}

/**
 * @param {Field} field
 * @param {HTMLElement} input
 * @param {boolean} [wide]
 */
function line(field, input, wide = false) {
  return h(
    'div',
    { class: wide ? 'ctl' : 'ctl inline' },
    h('label', { htmlFor: input.id }, field.label),
    input,
    h('p', { id: `${input.id}-help` }, field.help),
  );
}

/**
 * @param {Field} field
 * @param {Value} value
 */
function written(field, value) {
  if (value === null || value === undefined) {
    return '';
  }
  if (field.kind === 'words') {
    return /** @type {string[]} */ (value).map((word) => word.replace(/\n/g, '\\n')).join('\n');
  }
  if (field.kind === 'bias') {
    return Object.entries(/** @type {Record<string, number>} */ (value))
      .map(([id, bias]) => `${id}: ${bias}`)
      .join(', ');
  }
  return Array.isArray(value) ? value.join(', ') : String(value);
}

/**
 * @param {Field} field
 * @param {string} text
 * @returns {Value | undefined} undefined if the text has no such value
 */
export function readText(field, text) {
  const trimmed = text.trim();
  const parts = trimmed.split(/[\s,]+/).filter(Boolean);
  switch (field.kind) {
    case 'integer':
      return trimmed === '' ? field.neutral : integer(trimmed, field.min ?? -Infinity, field.max ?? Infinity);
    case 'words':
      return text
        .split('\n')
        .filter(Boolean)
        .map((word) => word.replace(/\\n/g, '\n'));
    case 'ids':
      return parts.length === 0 ? null : parts.every((id) => /^\d+$/.test(id)) ? parts.map(Number) : undefined;
    default: {
      const pairs = trimmed
        .split(',')
        .map((pair) => pair.trim())
        .filter(Boolean);
      const matches = pairs.map((pair) => /^(\d+)\s*:\s*(-?\d+(?:\.\d+)?)$/.exec(pair));
      return matches.every(Boolean) ? Object.fromEntries(matches.map((m) => [m?.[1], Number(m?.[2])])) : undefined;
    }
  }
}

/**
 * @param {string} text
 * @param {number} min
 * @param {number} max
 */
function integer(text, min, max) {
  const value = Number(text);
  return Number.isSafeInteger(value) && value >= min && value <= max ? value : undefined;
}
