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
  const text = atob(base64);
  const decoded = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    decoded[i] = text.charCodeAt(i);
  }
  return decoded;
}
