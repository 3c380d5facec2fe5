/** The names of the patterns that the service finds in heads. */

/** @type {Record<string, {name: string, letter: string, text: string}>} */
const PATTERNS = {
  first_token: {
    name: 'first',
    letter: 'F',
    text: 'Attends to the first token, as a head without a relevant token does.',
  },
  previous_token: { name: 'previous', letter: 'P', text: 'Attends to the previous token.' },
  self: { name: 'self', letter: 'S', text: 'Attends to the token itself.' },
  repeated_token: { name: 'repeat', letter: 'R', text: 'Attends to earlier occurrences of the same token.' },
  induction: {
    name: 'induction',
    letter: 'I',
    text: 'Attends to the token after an earlier occurrence of the same token.',
  },
  broad: { name: 'broad', letter: 'B', text: 'Attends to all tokens nearly uniformly.' },
  local: { name: 'local', letter: 'L', text: 'Attends to tokens nearby.' },
  mixed: { name: 'mixed', letter: '', text: 'Has no clear pattern.' },
};

/** @param {string} pattern as the service names it */
export function patternOf(pattern) {
  return PATTERNS[pattern] ?? { name: pattern, letter: '?', text: '' };
}

/** The patterns with a letter. */
export const LETTERS = Object.values(PATTERNS).filter(({ letter }) => letter !== '');
