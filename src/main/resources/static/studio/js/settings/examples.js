/**
 * Example prompts.
 *
 * @typedef {{label: string, prompt: string}} Example
 */

/** The prompt of the first visit. */
export const FIRST_PROMPT = 'Mr. Darcy looked at Elizabeth, and';

/** @type {Example[]} */
export const EXAMPLES = [
  { label: 'A novel', prompt: FIRST_PROMPT },
  {
    label: 'An article',
    prompt: 'The President sent his annual message to Congress today. The condition of the country, he said,',
  },
  { label: 'A dialogue', prompt: '"My dear Mr. Bennet," said his lady to him one day,\n"' },
  {
    label: 'TL;DR:',
    prompt:
      'The whale rose a mile from the ship. Three boats were lowered, and two of them were lost. The captain would not ' +
      'turn back, and the men said nothing.\nTL;DR:',
  },
  { label: 'A translation', prompt: 'the king = le roi\nthe queen = la reine\nthe whale =' },
  { label: 'Who is …?', prompt: 'Question: Who is the captain of the ship?\nAnswer:' },
  { label: 'Unconditional', prompt: '' },
];
