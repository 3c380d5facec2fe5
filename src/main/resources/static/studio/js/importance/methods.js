/**
 * The attribution methods of the service.
 *
 * @typedef {'occlusion' | 'leave_one_out' | 'saliency' | 'grad_x_input' | 'integrated_gradients' | 'value_zeroing' | 'noise'} MethodId
 *
 * @typedef {object} Method
 * @property {MethodId} id
 * @property {string} name
 * @property {string} help one sentence
 * @property {boolean} signed whether a score can be negative
 * @property {boolean} targeted whether the score depends on the token to explain
 * @property {number | null} wait milliseconds at rest before a request; null: only when the user asks for it
 */

/** @type {Method[]} */
export const METHODS = [
  {
    id: 'integrated_gradients',
    name: 'Integrated gradients',
    signed: true,
    targeted: true,
    wait: 300,
    help: 'Gradients along the line from a baseline. Their sum is the change of log p.',
  },
  {
    id: 'occlusion',
    name: 'Occlusion',
    signed: true,
    targeted: true,
    wait: 0,
    help: 'How much log p drops when <|endoftext|> replaces the part.',
  },
  {
    id: 'leave_one_out',
    name: 'Leave one out',
    signed: true,
    targeted: true,
    wait: 0,
    help: 'How much log p drops when the part is removed and later tokens move up.',
  },
  {
    id: 'grad_x_input',
    name: 'Gradient × input',
    signed: true,
    targeted: true,
    wait: 0,
    help: 'Embedding times gradient: a linear estimate of the effect, fast but noisy.',
  },
  {
    id: 'saliency',
    name: 'Saliency',
    signed: false,
    targeted: true,
    wait: 0,
    help: 'Length of the gradient in the embedding: how sensitive log p is, without a sign.',
  },
  {
    id: 'value_zeroing',
    name: 'Value zeroing',
    signed: false,
    targeted: false,
    wait: 0,
    help: 'How much each layer’s output turns when the part’s values are zero. Ignores the target.',
  },
  {
    id: 'noise',
    name: 'Noise',
    signed: false,
    targeted: false,
    wait: null,
    help: 'How little noise the embedding tolerates before the logits change. Ignores the target.',
  },
];

/**
 * @param {string | undefined} id
 * @param {MethodId} otherwise
 * @returns {Method}
 */
export function methodOf(id, otherwise) {
  return METHODS.find((method) => method.id === id) ?? methodOf(otherwise, otherwise);
}
