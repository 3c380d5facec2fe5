/**
 * Decoding settings in a few words, such as “T 0.8, top-p 0.95, seed 7”.
 *
 * @import { Field, Method, Value } from './fields.js'
 * @import { Settings } from './settings.js'
 */
import { fieldsOf, isEqual } from './settings.js';

/** Fields with a shorter name than their label. @type {Record<string, string>} */
const NAMES = { temperature: 'T', top_k: 'top-k', penalty_alpha: 'penalty' };

/** What has no effect on the most probable token. */
const SAMPLING_ONLY = new Set([
  'temperature',
  'seed',
  'do_sample',
  'top_k',
  'top_p',
  'min_p',
  'typical_p',
  'epsilon_cutoff',
  'eta_cutoff',
]);

/** What other figures say already, or what does not change the choice of tokens. */
const LEFT_OUT = new Set(['max_tokens', 'priority', 'skip_special_tokens', 'truncate_prompt_tokens', 'truncation_side']);

/**
 * @param {Settings} settings
 * @param {Method} method
 * @param {number | null} [seed] that the service drew
 */
export function summary(settings, method, seed = null) {
  if (method === 'sampling' && (settings.temperature === 0 || settings.do_sample === false)) {
    return ['greedy', ...named(settings, method, SAMPLING_ONLY)].join(', ');
  }
  const given = { ...settings, seed: settings.seed ?? seed };
  const first = method === 'beam' ? 'beam search' : method === 'contrastive' ? 'contrastive' : null;
  return [first, ...named(given, method)].filter(Boolean).join(', ');
}

/**
 * @param {Settings} settings
 * @param {Method} method
 * @param {Set<string>} [without] names of fields
 */
function named(settings, method, without = new Set()) {
  return fieldsOf(method)
    .filter(({ name }) => !LEFT_OUT.has(name) && !without.has(name))
    .flatMap((field) => {
      const value = settings[field.name];
      const isShown = field.name === 'temperature' || !isEqual(value ?? null, field.neutral);
      return value === null || value === undefined || !isShown ? [] : [`${nameOf(field)} ${said(value)}`];
    });
}

/** @param {Field} field */
function nameOf({ name, label }) {
  return NAMES[name] ?? label.charAt(0).toLowerCase() + label.slice(1);
}

/** @param {Value} value */
function said(value) {
  if (typeof value === 'boolean') {
    return value ? 'on' : 'off';
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
