/**
 * Turns settings into the fields of a completion request.
 *
 * @import { Field, Method } from './fields.js'
 * @import { Settings } from './settings.js'
 */
import { fieldsOf, isEqual } from './settings.js';

/**
 * @param {Settings} settings
 * @param {Method} method
 * @returns {Record<string, unknown>} fields that differ from the API's defaults, and the main ones
 */
export function decodingFields(settings, method) {
  /** @type {Record<string, unknown>} */
  const body = method === 'beam' ? { use_beam_search: true } : {};
  for (const field of fieldsOf(method)) {
    const value = settings[field.name];
    if (value !== null && value !== undefined && (field.always || !isEqual(value, field.neutral))) {
      body[field.name] = sent(field, value);
    }
  }
  if (body.do_sample === false) {
    delete body.temperature;
  }
  return body;
}

/**
 * Whether the service can stream the completion.
 *
 * @param {Settings} settings
 * @param {Method} method
 */
export function streams(settings, method) {
  return method === 'sampling' && Number(settings.best_of ?? 1) <= 1;
}

/**
 * @param {Field} field
 * @param {unknown} value
 */
function sent(field, value) {
  if (field.name === 'early_stopping' && value !== 'never') {
    return value === 'true';
  }
  return value;
}
