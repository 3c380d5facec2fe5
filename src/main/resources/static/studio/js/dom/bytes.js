/** Tokens that are bytes: a tokenizer can split the bytes of a character over several tokens. The service names them `bytes:\xe2\x80`. */
const PREFIX = 'bytes:';
const BYTE = /\\x([0-9a-f]{2})/g;

/** A character has at most this many bytes, and so many tokens. */
const LONGEST = 4;

export const BYTES_NOTE = 'Bytes of a character that several tokens share.';

/** @param {string} text of a token */
export function isBytes(text) {
  return text.startsWith(PREFIX);
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
  return text.replace(PREFIX, '').replace(BYTE, (_, hex) => {
    const code = parseInt(hex, 16);
    return code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : `<0x${hex.toUpperCase()}>`;
  });
}

/**
 * Tokens as one text. Characters whose bytes are in several tokens become whole.
 *
 * @param {string[]} tokens
 */
export function joined(tokens) {
  const encoder = new TextEncoder();
  const bytes = tokens.flatMap((token) =>
    isBytes(token) ? Array.from(token.matchAll(BYTE), ([, hex]) => parseInt(hex, 16)) : [...encoder.encode(token)],
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
