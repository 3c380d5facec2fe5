/** Fields that end the completion. */
/** @import { Field } from './fields.js' */

/** @type {Field[]} */
export const STOPPING = [
  {
    name: 'stop',
    label: 'Stop strings',
    kind: 'words',
    group: 'stopping',
    neutral: [],
    help: 'The text ends before the first of these, one on each line. \\n is a newline.',
  },
  {
    name: 'stop_token_ids',
    label: 'Stop token ids',
    kind: 'ids',
    group: 'stopping',
    neutral: null,
    help: 'Tokens that end the text, in addition to the end-of-text token.',
  },
  {
    name: 'min_tokens',
    label: 'Min tokens',
    kind: 'range',
    group: 'stopping',
    min: 0,
    max: 256,
    step: 1,
    neutral: 0,
    off: 'off',
    help: 'Nothing ends the text before this many tokens.',
  },
  {
    name: 'ignore_eos',
    label: 'Ignore end of text',
    kind: 'switch',
    group: 'stopping',
    neutral: false,
    help: 'Continues after the end-of-text token.',
  },
  {
    name: 'include_stop_str_in_output',
    label: 'Include stop string',
    kind: 'switch',
    group: 'stopping',
    neutral: false,
    help: 'Keeps the stop string in the text.',
  },
  {
    name: 'skip_special_tokens',
    label: 'Skip special tokens',
    kind: 'switch',
    group: 'stopping',
    neutral: true,
    help: 'Removes special tokens from the text.',
  },
];
