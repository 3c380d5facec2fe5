/**
 * The address of the page: all state of a view is in the URL fragment, so that a link restores it and no server log holds a prompt.
 *
 * @typedef {{view: string, params: Record<string, string>}} Address
 */

/**
 * @param {string} hash `#/view?key=value`
 * @returns {Address}
 */
export function parse(hash) {
  const match = /^#\/([a-z-]*)(?:\?(.*))?$/.exec(hash);
  return { view: match?.[1] || 'write', params: Object.fromEntries(new URLSearchParams(match?.[2] ?? '')) };
}

/**
 * @param {Address} address
 * @returns {string}
 */
export function format({ view, params }) {
  const query = new URLSearchParams(params).toString();
  return `#/${view}${query ? `?${query}` : ''}`;
}
