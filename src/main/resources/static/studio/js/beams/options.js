/**
 * The options of the search. They start at those of Write if it uses beam search, and change nothing there.
 *
 * @typedef {{beams: number, groups: number, diversity: number, lengthPenalty: number, length: number}} Options
 *   length: tokens to generate
 */
import { contextLength } from '../core/models.js';
import { locked, set, state } from '../core/store.js';
import { tokens } from '../text/document.js';
import { method } from '../settings/settings.js';

export const BEAMS = [2, 4, 8];
export const GROUPS = [1, 2, 4];

/**
 * @typedef {object} Range
 * @property {string} param key in the address
 * @property {string | null} field of the API, which Write can set
 * @property {number} first value without Write
 * @property {number} [min]
 * @property {number} [max]
 * @property {number} [step]
 * @property {number[]} [allowed]
 */

/** @type {Record<keyof Options, Range>} */
export const RANGES = {
  beams: { param: 'n', field: 'num_beams', first: 4, allowed: BEAMS },
  groups: { param: 'bg', field: 'num_beam_groups', first: 1, allowed: GROUPS },
  diversity: { param: 'bd', field: 'diversity_penalty', first: 0.5, min: 0, max: 5, step: 0.1 },
  lengthPenalty: { param: 'lp', field: 'length_penalty', first: 1, min: -2, max: 4, step: 0.1 },
  length: { param: 'len', field: null, first: 10, min: 2, max: 24, step: 1 },
};

/** Parameters of the address that change the search. */
export const SEARCH_PARAMS = [...Object.values(RANGES).map(({ param }) => param), 'from', 'm'];

/** @returns {Options} */
export function options() {
  const value = (/** @type {keyof Options} */ name) =>
    read(RANGES[name], state.params[RANGES[name].param], initial(name));
  const beams = value('beams');
  return {
    beams,
    groups: Math.min(value('groups'), beams),
    diversity: value('diversity'),
    lengthPenalty: value('lengthPenalty'),
    length: value('length'),
  };
}

/** @param {keyof Options} name */
function initial(name) {
  const { field, first } = RANGES[name];
  return method() === 'beam' && field !== null ? read(RANGES[name], state.params[field], first) : first;
}

/**
 * @param {Range} range
 * @param {string | undefined} given
 * @param {number} otherwise
 */
function read({ allowed, min = -Infinity, max = Infinity }, given, otherwise) {
  const value = Number(given ?? NaN);
  const isAllowed = allowed ? allowed.includes(value) : value >= min && value <= max;
  return isAllowed ? value : otherwise;
}

/**
 * @param {keyof Options} name
 * @param {number} value
 */
export function change(name, value) {
  set({ ...UNSELECTED, [RANGES[name].param]: value === initial(name) ? '' : value });
}

/** What is selected in the lattice of one search means nothing in that of another. */
const UNSELECTED = { step: '', r: '', at: '' };

/** Whether the search starts before the selected token, and not at the end of the prompt. */
export function startsAtToken() {
  return state.params.from === 't' && (locked() ?? 0) > 0;
}

/** @param {boolean} isToken */
export function startAtToken(isToken) {
  set({ ...UNSELECTED, from: isToken ? 't' : '' });
}

/** Token ids that the search continues. @returns {number[]} */
export function context() {
  const all = tokens(state.text);
  const end = startsAtToken() ? (locked() ?? 0) : state.text.promptTokens.length;
  return all.slice(0, end).map((token) => token.id);
}

/** Tokens that fit after the context, at most those of the options. @param {number} used */
export function room(used) {
  return Math.max(1, Math.min(options().length, (contextLength() ?? Infinity) - used));
}
