/**
 * The decoding fields of `/v1/completions`, each with one sentence. Names, ranges and defaults are those of the API.
 *
 * @typedef {'sampling' | 'beam' | 'contrastive'} Method
 * @typedef {'range' | 'integer' | 'switch' | 'choice' | 'words' | 'ids' | 'bias'} Kind
 * @typedef {number | boolean | string | string[] | number[] | Record<string, number> | null} Value
 * @typedef {'main' | 'filters' | 'repetition' | 'stopping' | 'search' | 'prompt'} Group
 *
 * @typedef {object} Field
 * @property {string} name
 * @property {string} label
 * @property {Kind} kind
 * @property {Group} group
 * @property {string} help
 * @property {Value} neutral the API's default: the field is not sent
 * @property {Value} [initial] the value on this page, if it differs
 * @property {Method[]} [methods] where it applies; everywhere if absent
 * @property {boolean} [always] whether to send the neutral value too
 * @property {number} [min]
 * @property {number} [max] of the control; the address may hold more
 * @property {number} [limit] the API's greatest value, if it has one
 * @property {number} [step]
 * @property {string} [off] text of the neutral value
 * @property {readonly (readonly [string, string])[]} [options]
 */

import { REPETITION } from './logitfields.js';
import { PROMPT, SEARCH } from './requestfields.js';
import { FILTERS, MAIN } from './samplingfields.js';
import { STOPPING } from './stopfields.js';

/** All fields, in the order of the page. */
export const FIELDS = [...MAIN, ...FILTERS, ...REPETITION, ...STOPPING, ...SEARCH, ...PROMPT];

/** @type {readonly (readonly [Group, string])[]} Groups below the main controls. */
export const GROUPS = [
  ['filters', 'More sampling'],
  ['search', 'Beam search'],
  ['repetition', 'Repetition and bias'],
  ['stopping', 'Stopping'],
  ['prompt', 'Prompt and scheduling'],
];
