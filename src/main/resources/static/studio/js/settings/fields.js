/**
 * The decoding fields of `/v1/completions`, each with one sentence. Names, ranges and defaults are those of the API.
 *
 * @typedef {'sampling' | 'beam' | 'contrastive'} Method
 * @typedef {'range' | 'integer' | 'switch' | 'choice' | 'words' | 'ids' | 'bias'} Kind
 * @typedef {number | boolean | string | string[] | number[] | Record<string, number> | null} Value
 * @typedef {'main' | 'filters' | 'repetition' | 'stopping' | 'search' | 'prompt'} Group
 *
 * @typedef {object} Field
 * @property {string} name
 * @property {string} label
 * @property {Kind} kind
 * @property {Group} group
 * @property {string} help
 * @property {Value} neutral the API's default: the field is not sent
 * @property {Value} [initial] the value on this page, if it differs
 * @property {Method[]} [methods] where it applies; everywhere if absent
 * @property {boolean} [always] whether to send the neutral value too
 * @property {number} [min]
 * @property {number} [max]
 * @property {number} [step]
 * @property {string} [off] text of the neutral value
 * @property {readonly (readonly [string, string])[]} [options]
 */

/** @type {Method[]} */
const SAMPLING = ['sampling'];

/** @type {Method[]} */
const BEAM = ['beam'];

/** @type {Field[]} */
const MAIN = [
  {
    name: 'temperature', label: 'Temperature', kind: 'range', group: 'main', min: 0, max: 2, step: 0.05,
    neutral: 1, initial: 0.8, methods: SAMPLING, always: true,
    help: 'Divides the logits. Low values prefer likely tokens; 0 is greedy.',
  },
  {
    name: 'top_p', label: 'Top-p', kind: 'range', group: 'main', min: 0, max: 1, step: 0.01, neutral: 1,
    initial: 0.95, off: 'off', methods: SAMPLING, always: true,
    help: 'Keeps the likeliest tokens whose probabilities sum to this.',
  },
  {
    name: 'top_k', label: 'Top-k', kind: 'range', group: 'main', min: 0, max: 200, step: 1, neutral: 0, off: 'off',
    methods: SAMPLING, always: true, help: 'Keeps this many of the likeliest tokens.',
  },
  {
    name: 'num_beams', label: 'Beams', kind: 'range', group: 'main', min: 1, max: 16, step: 1, neutral: null,
    initial: 5, methods: BEAM, always: true, help: 'Number of hypotheses kept at each step.',
  },
  {
    name: 'penalty_alpha', label: 'Degeneration penalty', kind: 'range', group: 'main', min: 0.05, max: 1, step: 0.05,
    neutral: 0, methods: ['contrastive'], always: true,
    help: 'How strongly a candidate similar to earlier tokens is penalized.',
  },
  {
    name: 'top_k', label: 'Candidates (top-k)', kind: 'range', group: 'main', min: 2, max: 16, step: 1, neutral: 0,
    methods: ['contrastive'], always: true, help: 'Number of likely tokens to choose from.',
  },
  {
    name: 'max_tokens', label: 'Max tokens', kind: 'range', group: 'main', min: 1, max: 256, step: 1, neutral: 16,
    initial: 40, always: true, help: 'Ends the completion after this many tokens.',
  },
  {
    name: 'seed', label: 'Seed', kind: 'integer', group: 'main', min: 0, neutral: null, methods: SAMPLING,
    help: 'The same request with the same seed returns the same text. Empty: a new one each time.',
  },
];

/** @type {Field[]} */
const FILTERS = [
  {
    name: 'min_p', label: 'Min-p', kind: 'range', group: 'filters', min: 0, max: 0.5, step: 0.01, neutral: 0,
    off: 'off', methods: SAMPLING, help: 'Removes tokens below this share of the highest probability.',
  },
  {
    name: 'typical_p', label: 'Typical-p', kind: 'range', group: 'filters', min: 0.05, max: 1, step: 0.01, neutral: 1,
    off: 'off', methods: SAMPLING, help: 'Keeps the tokens whose surprisal is closest to the entropy.',
  },
  {
    name: 'epsilon_cutoff', label: 'Epsilon cutoff', kind: 'range', group: 'filters', min: 0, max: 0.05, step: 0.0005,
    neutral: 0, off: 'off', methods: SAMPLING, help: 'Removes tokens below this probability.',
  },
  {
    name: 'eta_cutoff', label: 'Eta cutoff', kind: 'range', group: 'filters', min: 0, max: 0.05, step: 0.0005,
    neutral: 0, off: 'off', methods: SAMPLING, help: 'Like epsilon, with a lower limit where the entropy is high.',
  },
  {
    name: 'do_sample', label: 'Sample', kind: 'switch', group: 'filters', neutral: true, methods: SAMPLING,
    help: 'If off, decoding is greedy and the temperature is not sent.',
  },
  {
    name: 'best_of', label: 'Best of', kind: 'integer', group: 'filters', min: 1, max: 20, neutral: null,
    methods: SAMPLING, help: 'Samples several completions and returns the likeliest. Above 1 it does not stream.',
  },
];

/** @type {Field[]} */
const REPETITION = [
  {
    name: 'repetition_penalty', label: 'Repetition penalty', kind: 'range', group: 'repetition', min: 0.5, max: 2,
    step: 0.05, neutral: 1, off: 'off', help: 'Above 1, makes tokens of the prompt and the completion less likely.',
  },
  {
    name: 'presence_penalty', label: 'Presence penalty', kind: 'range', group: 'repetition', min: -2, max: 2, step: 0.1,
    neutral: 0, off: 'off', help: 'Subtracted from the logit of each token that the completion contains.',
  },
  {
    name: 'frequency_penalty', label: 'Frequency penalty', kind: 'range', group: 'repetition', min: -2, max: 2,
    step: 0.1, neutral: 0, off: 'off', help: 'Subtracted from the logit once for each occurrence in the completion.',
  },
  {
    name: 'no_repeat_ngram_size', label: 'No-repeat n-gram size', kind: 'range', group: 'repetition', min: 0, max: 8,
    step: 1, neutral: 0, off: 'off', help: 'Prevents sequences of this many tokens from occurring twice.',
  },
  {
    name: 'bad_words', label: 'Bad words', kind: 'words', group: 'repetition', neutral: [],
    help: 'Words that must not be generated, one on each line.',
  },
  {
    name: 'logit_bias', label: 'Logit bias', kind: 'bias', group: 'repetition', neutral: {},
    help: 'Added to the logits of tokens, such as “326: 5, 14: -100”.',
  },
  {
    name: 'allowed_token_ids', label: 'Allowed token ids', kind: 'ids', group: 'repetition', neutral: null,
    help: 'The only tokens that may be generated. Empty: all.',
  },
];

/** @type {Field[]} */
const STOPPING = [
  {
    name: 'stop', label: 'Stop strings', kind: 'words', group: 'stopping', neutral: [],
    help: 'The text ends before the first of these, one on each line. \\n is a newline.',
  },
  {
    name: 'stop_token_ids', label: 'Stop token ids', kind: 'ids', group: 'stopping', neutral: null,
    help: 'Tokens that end the text, in addition to the end-of-text token.',
  },
  {
    name: 'min_tokens', label: 'Min tokens', kind: 'range', group: 'stopping', min: 0, max: 256, step: 1, neutral: 0,
    off: 'off', help: 'Nothing ends the text before this many tokens.',
  },
  {
    name: 'ignore_eos', label: 'Ignore end of text', kind: 'switch', group: 'stopping', neutral: false,
    help: 'Continues after the end-of-text token.',
  },
  {
    name: 'include_stop_str_in_output', label: 'Include stop string', kind: 'switch', group: 'stopping', neutral: false,
    help: 'Keeps the stop string in the text.',
  },
  {
    name: 'skip_special_tokens', label: 'Skip special tokens', kind: 'switch', group: 'stopping', neutral: true,
    help: 'Removes special tokens from the text.',
  },
];

/** @type {Field[]} */
const SEARCH = [
  {
    name: 'length_penalty', label: 'Length penalty', kind: 'range', group: 'search', min: -2, max: 4, step: 0.1,
    neutral: 1, methods: BEAM, help: 'Exponent of the length that divides the score. High values prefer long texts.',
  },
  {
    name: 'early_stopping', label: 'Early stopping', kind: 'choice', group: 'search', neutral: 'false', methods: BEAM,
    options: [['false', 'If a better one is unlikely'], ['true', 'At once'], ['never', 'Only if none can be better']],
    help: 'When to stop after enough hypotheses are finished.',
  },
  {
    name: 'num_beam_groups', label: 'Beam groups', kind: 'range', group: 'search', min: 1, max: 8, step: 1, neutral: 1,
    methods: BEAM, help: 'Groups of diverse beam search. Must divide the number of beams.',
  },
  {
    name: 'diversity_penalty', label: 'Diversity penalty', kind: 'range', group: 'search', min: 0, max: 5, step: 0.1,
    neutral: 0, off: 'off', methods: BEAM, help: 'Penalty for tokens that earlier groups chose in the same step.',
  },
];

/** @type {Field[]} */
const PROMPT = [
  {
    name: 'add_special_tokens', label: 'Add special tokens', kind: 'switch', group: 'prompt', neutral: true,
    help: 'Whether the tokenizer adds its special tokens to the prompt.',
  },
  {
    name: 'truncate_prompt_tokens', label: 'Truncate prompt to', kind: 'integer', group: 'prompt', min: -1,
    neutral: null, help: 'Number of prompt tokens to keep; −1 keeps as many as fit. Empty: all.',
  },
  {
    name: 'truncation_side', label: 'Truncation side', kind: 'choice', group: 'prompt', neutral: 'left',
    options: [['left', 'left'], ['right', 'right']], help: 'The side from which tokens are removed.',
  },
  {
    name: 'priority', label: 'Priority', kind: 'integer', group: 'prompt', min: 0, neutral: 0,
    help: 'Requests with lower values are scheduled first.',
  },
];

/** All fields, in the order of the page. */
export const FIELDS = [...MAIN, ...FILTERS, ...REPETITION, ...STOPPING, ...SEARCH, ...PROMPT];

/** @type {readonly (readonly [Group, string])[]} Groups below the main controls. */
export const GROUPS = [
  ['filters', 'More sampling'],
  ['search', 'Beam search'],
  ['repetition', 'Repetition and bias'],
  ['stopping', 'Stopping'],
  ['prompt', 'Prompt and scheduling'],
];
