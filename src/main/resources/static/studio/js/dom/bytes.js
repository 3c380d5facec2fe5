/**
 * Tokens that are bytes: control characters, and characters whose bytes are in several tokens. The service names those `bytes:\xe2\x80`.
 */
const PREFIX = 'bytes:';
const BYTE = /\\x([0-9a-f]{2})/g;

/** A character has at most this many bytes, and so many tokens. */
const LONGEST = 4;

/** Newlines have a sign of their own. */
const CONTROL = /[\x00-\x09\x0b-\x1f\x7f]/g;

export const BYTES_NOTE = 'A control character, or bytes of a character that several tokens share.';

/** @param {string} text of a token */
export function isBytes(text) {
  return text.startsWith(PREFIX) || (text !== '' && text.replace(CONTROL, '') === '');
}

/** Whether a token starts with a space. @param {string} text */
export function startsWithSpace(text) {
  return /^(\s|bytes:\\x20)/.test(text);
}

/**
 * The bytes of a token as vocabularies write them, `<0xE2><0x80>`. Bytes that are characters stay readable.
 *
 * @param {string} text of a token that is bytes
 */
export function written(text) {
  return text
    .replace(PREFIX, '')
    .replace(BYTE, (_, hex) => String.fromCharCode(parseInt(hex, 16)))
    .replace(/[\x00-\x1f\x7f-\xff]/g, named);
}

/** @param {string} text of one byte */
function named(text) {
  return `<0x${text.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}>`;
}

/**
 * Tokens as one text. Characters whose bytes are in several tokens become whole.
 *
 * @param {string[]} tokens
 */
export function joined(tokens) {
  const encoder = new TextEncoder();
  const bytes = tokens.flatMap((token) =>
    token.startsWith(PREFIX)
      ? Array.from(token.matchAll(BYTE), ([, hex]) => parseInt(hex, 16))
      : [...encoder.encode(token)],
  );
  return new TextDecoder().decode(Uint8Array.from(bytes));
}

/**
 * What a token that is bytes belongs to, as a sentence for a tooltip.
 *
 * @param {string[]} tokens of the text
 * @param {number} index
 */
export function partOf(tokens, index) {
  if (!tokens[index].startsWith(PREFIX)) {
    return 'A control character.';
  }
  for (let length = 2; length <= LONGEST; length++) {
    for (let from = Math.max(0, index - length + 1); from <= index; from++) {
      const text = joined(tokens.slice(from, from + length));
      if (from + length <= tokens.length && !text.includes('\ufffd')) {
        return `Part of “${text.trim()}”, whose bytes are ${length} tokens.`;
      }
    }
  }
  return BYTES_NOTE;
}
