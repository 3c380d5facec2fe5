/**
 * Which values of the address have a meaning. A link can be old, cut or edited by hand, and its other values still count. Views limit numbers
 * to what they show, and ignore names that they do not know.
 */
import { FIELDS } from '../settings/fields.js';
import { readValue } from '../settings/values.js';

const INTEGER = /^\d{1,9}$/;
const NUMBER = /^-?\d{1,9}(\.\d+)?$/;

/** By parameter. @type {Record<string, RegExp>} */
const RULES = {
  ...all(['t', 'b', 'pn', 'd', 'l', 'h', 'to', 'st', 'step', 'r', 'at'], INTEGER),
  ...all(['T', 'k', 'tp', 'mp', 'ty', 'n', 'bg', 'bd', 'lp', 'len', 'x', 'y', 'z'], NUMBER),
  also: /^\d+(\.\d+)*$/,
  cell: /^\d{1,9}\.\d{1,9}$/,
  use_beam_search: /^(true|false)$/,
};

/**
 * @param {string[]} names
 * @param {RegExp} rule
 * @returns {Record<string, RegExp>}
 */
function all(names, rule) {
  return Object.fromEntries(names.map((name) => [name, rule]));
}

/**
 * @param {string} name
 * @param {string} value
 */
export function accepts(name, value) {
  const fields = FIELDS.filter((field) => field.name === name);
  return fields.length > 0
    ? fields.some((field) => readValue(field, value) !== undefined)
    : (RULES[name]?.test(value) ?? true);
}
