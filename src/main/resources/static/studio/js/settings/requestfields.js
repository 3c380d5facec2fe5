/** Fields of beam search, of the prompt and of scheduling. */
/** @import { Field, Method } from './fields.js' */

/** @type {Method[]} */
const BEAM = ['beam'];

/** @type {Field[]} */
export const SEARCH = [
  {
    name: 'length_penalty',
    label: 'Length penalty',
    kind: 'range',
    group: 'search',
    min: -2,
    max: 4,
    step: 0.1,
    neutral: 1,
    methods: BEAM,
    help: 'Exponent of the length that divides the score. High values prefer long texts.',
  },
  {
    name: 'early_stopping',
    label: 'Early stopping',
    kind: 'choice',
    group: 'search',
    neutral: 'false',
    methods: BEAM,
    options: [
      ['false', 'heuristic'],
      ['true', 'at once'],
      ['never', 'never'],
    ],
    help: 'When to stop after enough are finished. Heuristic: when a better one is unlikely.',
  },
  {
    name: 'num_beam_groups',
    label: 'Beam groups',
    kind: 'range',
    group: 'search',
    min: 1,
    max: 8,
    step: 1,
    neutral: 1,
    methods: BEAM,
    help: 'Groups of diverse beam search. Must divide the number of beams.',
  },
  {
    name: 'diversity_penalty',
    label: 'Diversity penalty',
    kind: 'range',
    group: 'search',
    min: 0,
    max: 5,
    step: 0.1,
    neutral: 0,
    off: 'off',
    methods: BEAM,
    help: 'Penalty for tokens that earlier groups chose in the same step.',
  },
];

/** @type {Field[]} */
export const PROMPT = [
  {
    name: 'add_special_tokens',
    label: 'Add special tokens',
    kind: 'switch',
    group: 'prompt',
    neutral: true,
    help: 'Whether the tokenizer adds its special tokens to the prompt.',
  },
  {
    name: 'truncate_prompt_tokens',
    label: 'Truncate prompt to',
    kind: 'integer',
    group: 'prompt',
    min: -1,
    neutral: null,
    help: 'Number of prompt tokens to keep; −1 keeps as many as fit. Empty: all.',
  },
  {
    name: 'truncation_side',
    label: 'Truncation side',
    kind: 'choice',
    group: 'prompt',
    neutral: 'left',
    options: [
      ['left', 'left'],
      ['right', 'right'],
    ],
    help: 'The side from which tokens are removed.',
  },
  {
    name: 'priority',
    label: 'Priority',
    kind: 'integer',
    group: 'prompt',
    min: 0,
    neutral: 0,
    help: 'Requests with lower values are scheduled first.',
  },
];
