/**
 * The values of the fields as the address writes them.
 *
 * @import { Field, Value } from './fields.js'
 */

/**
 * @param {Field} field
 * @param {string} text
 * @returns {Value | undefined} undefined if the field has no such value
 */
export function readValue(field, text) {
  switch (field.kind) {
    case 'range': {
      const value = number(field, text);
      return Number.isInteger(field.step) && !Number.isInteger(value) ? undefined : value;
    }
    case 'integer': {
      const value = number(field, text);
      return Number.isSafeInteger(value) ? value : undefined;
    }
    case 'switch':
      return text === 'true' || text === 'false' ? text === 'true' : undefined;
    case 'choice':
      return field.options?.some(([value]) => value === text) ? text : undefined;
    default:
      return structured(field, text);
  }
}

/**
 * @param {Field} field
 * @param {string} text
 */
function number(field, text) {
  const value = text.trim() === '' ? NaN : Number(text);
  const greatest = field.limit ?? (field.kind === 'integer' ? field.max : undefined) ?? Number.MAX_SAFE_INTEGER;
  const isAllowed = value === field.neutral || (value >= (field.min ?? -Infinity) && value <= greatest);
  return isAllowed ? value : undefined;
}

/**
 * @param {Field} field
 * @param {string} text
 * @returns {Value | undefined}
 */
function structured({ kind }, text) {
  const value = parsed(text);
  const isOf = (/** @type {(item: unknown) => boolean} */ test) => Array.isArray(value) && value.every(test);
  switch (kind) {
    case 'words':
      return isOf((item) => typeof item === 'string') ? value : undefined;
    case 'ids':
      return value === null || isOf((item) => Number.isSafeInteger(item) && Number(item) >= 0) ? value : undefined;
    default: {
      const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
      return isObject && Object.values(value).every(Number.isFinite) ? value : undefined;
    }
  }
}

/** @param {string} json @returns {any} undefined if it is not JSON */
function parsed(json) {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
