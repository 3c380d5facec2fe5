/**
 * The decoding settings. They live in the address, under the names of the API's fields, without those that have their first value.
 *
 * @import { Field, Method, Value } from './fields.js'
 */
import { set, state } from '../core/store.js';
import { FIELDS } from './fields.js';
import { readValue } from './values.js';

/** @typedef {Record<string, Value>} Settings */

/** @returns {Method} */
export function method() {
  if (state.params.use_beam_search === 'true') {
    return 'beam';
  }
  return Number(state.params.penalty_alpha) > 0 ? 'contrastive' : 'sampling';
}

/**
 * The fields of a method.
 *
 * @param {Method} of
 */
export function fieldsOf(of) {
  return FIELDS.filter((field) => !field.methods || field.methods.includes(of));
}

/** @param {Field} field @returns {Value} */
export function firstValue(field) {
  return field.initial !== undefined ? field.initial : field.neutral;
}

/** The values of all fields of the current method. @returns {Settings} */
export function settings() {
  return Object.fromEntries(fieldsOf(method()).map((field) => [field.name, valueOf(field)]));
}

/** @param {Field} field @returns {Value} */
export function valueOf(field) {
  const given = state.params[field.name];
  const value = given === undefined ? undefined : readValue(field, given);
  return value === undefined ? firstValue(field) : value;
}

/**
 * @param {Field} field
 * @param {Value} value
 */
export function change(field, value) {
  set({ [field.name]: isEqual(value, firstValue(field)) ? '' : write(value) });
}

/** @param {Value} value */
function write(value) {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/**
 * @param {Value} a
 * @param {Value} b
 */
export function isEqual(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}
