/**
 * The options of a new job: fields of the API with their limits, and one sentence each. An empty field leaves the value to the service.
 *
 * @typedef {object} Field
 * @property {string} name in the request
 * @property {string} label
 * @property {string} help one sentence
 * @property {string} placeholder what an empty field means
 * @property {'whole' | 'number' | 'name'} kind
 * @property {number} [min]
 * @property {number} [max]
 * @property {boolean} [exclusive] whether `min` is excluded
 */

/** @type {Field} */
export const EPOCHS = {
  name: 'n_epochs',
  label: 'Epochs',
  help: 'How many times the job reads the text.',
  placeholder: '3',
  kind: 'whole',
  min: 1,
  max: 50,
};

/** @type {Field} */
export const STEPS = {
  name: 'max_steps',
  label: 'Steps',
  help: 'Updates of the weights, however long the text is.',
  placeholder: '100',
  kind: 'whole',
  min: 1,
};

/** @type {Field[]} */
export const MAIN = [
  {
    name: 'learning_rate',
    label: 'Learning rate',
    help: 'The size of the updates. About 1e-3 for small models, 5e-5 for GPT-2 124M.',
    placeholder: '5e-5',
    kind: 'number',
    min: 0,
    exclusive: true,
  },
];

/** @type {Field[]} */
export const MORE = [
  {
    name: 'block_size',
    label: 'Block size',
    help: 'Tokens of an example, at most the context of the model.',
    placeholder: '256',
    kind: 'whole',
    min: 2,
  },
  {
    name: 'batch_size',
    label: 'Batch size',
    help: 'Examples that are computed at once. It determines the memory.',
    placeholder: '4',
    kind: 'whole',
    min: 1,
    max: 256,
  },
  {
    name: 'lora_rank',
    label: 'LoRA rank',
    help: 'Trains an adapter of this rank, such as 8, beside the base model.',
    placeholder: 'all weights',
    kind: 'whole',
    min: 1,
  },
  {
    name: 'log_steps',
    label: 'Report every',
    help: 'Steps between two points of the training loss.',
    placeholder: '10',
    kind: 'whole',
    min: 1,
  },
  {
    name: 'eval_steps',
    label: 'Evaluate every',
    help: 'Steps between two points of the evaluation loss.',
    placeholder: 'one epoch',
    kind: 'whole',
    min: 1,
  },
  {
    name: 'seed',
    label: 'Seed',
    help: 'Fixes the order of the examples and dropout.',
    placeholder: 'random',
    kind: 'whole',
    min: 0,
  },
  {
    name: 'suffix',
    label: 'Name',
    help: 'A part of the name of the new model.',
    placeholder: 'none',
    kind: 'name',
    max: 64,
  },
];

/** Fields of the job itself; the others are hyperparameters. */
const OF_JOB = new Set(['seed', 'suffix']);

/**
 * @param {Field} field
 * @param {string} text
 * @returns {number | string | null | undefined} null for an empty field; undefined if the text is no value of it
 */
export function readField({ kind, min = -Infinity, max = Infinity, exclusive = false }, text) {
  const trimmed = text.trim();
  if (trimmed === '') {
    return null;
  }
  if (kind === 'name') {
    return trimmed.length <= max ? trimmed : undefined;
  }
  const value = Number(trimmed);
  const isWhole = kind === 'number' || Number.isSafeInteger(value);
  return Number.isFinite(value) && isWhole && value <= max && (exclusive ? value > min : value >= min)
    ? value
    : undefined;
}

/**
 * The body of the request that creates the job.
 *
 * @param {{model: string, training: string, evaluation: string}} chosen evaluation: '' for a part of the training text
 * @param {Record<string, number | string | null>} values by field
 */
export function bodyOf({ model, training, evaluation }, values) {
  const given = Object.entries(values).filter(([, value]) => value !== null);
  const { lora_rank: rank, ...options } = Object.fromEntries(given.filter(([name]) => !OF_JOB.has(name)));
  const hyperparameters = { ...options, ...(rank === undefined ? {} : { lora: { rank } }) };
  return {
    model,
    training_file: training,
    ...(evaluation === '' ? {} : { validation_file: evaluation }),
    ...Object.fromEntries(given.filter(([name]) => OF_JOB.has(name))),
    method: { type: 'supervised', supervised: { hyperparameters } },
  };
}

/**
 * The field of the form that an error names.
 *
 * @param {string} name such as `method.supervised.hyperparameters.batch_size`
 */
export function fieldOf(name) {
  return name.replace(/^method\.supervised\.hyperparameters\./, '').replace('.', '_');
}
