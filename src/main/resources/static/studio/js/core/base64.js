/** Arrays that the service sends as base64 of little-endian numbers. */

/** @param {string} base64 */
export function floats(base64) {
  return new Float32Array(bytes(base64).buffer);
}

/** @param {string} base64 */
export function integers(base64) {
  return new Int32Array(bytes(base64).buffer);
}

/** @param {string} base64 */
export function bytes(base64) {
  return Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
}
