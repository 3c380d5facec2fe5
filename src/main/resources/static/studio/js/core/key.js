/** The API key of the user. It stays in this tab: sessionStorage alone holds it, and no address or log. */
const NAME = 'inkwell-api-key';

/** @returns {string | null} */
export function key() {
  return sessionStorage.getItem(NAME);
}

/** @param {string} value */
export function keepKey(value) {
  sessionStorage.setItem(NAME, value);
}

export function forgetKey() {
  sessionStorage.removeItem(NAME);
}
