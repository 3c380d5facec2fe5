/**
 * The pages of Learn. Each explains one idea in a few sentences and names one thing to try.
 *
 * @import { Architecture } from '../core/architecture.js'
 *
 * @typedef {object} Page
 * @property {string} id
 * @property {string} title
 * @property {string[]} paragraphs
 * @property {(model: Architecture) => string} own the same with the numbers of the model
 * @property {string} task
 * @property {string} view that the task opens
 * @property {Record<string, string | number>} [params] of the view
 */
import { count, fixed } from '../dom/format.js';

/** @type {Page[]} */
export const PAGES = [
  {
    id: 'model',
    title: 'What a language model does',
    paragraphs: [
      'A language model reads tokens, and returns a probability for each token of its vocabulary: how likely it is to come next.',
      'To write a text, a program chooses a token from this distribution, appends it, and runs the model again.',
    ],
    own: ({ num_layers, num_heads, vocabulary_size, parameters }) =>
      `This model has ${num_layers} layers of ${num_heads} heads and ${count(parameters.total)} parameters. ` +
      `It returns ${count(vocabulary_size)} probabilities, one for each token that it knows.`,
    task: 'Look at the distribution at a token of the text. Find the token that you would have chosen.',
    view: 'next',
  },
  {
    id: 'tokens',
    title: 'Tokens and embeddings',
    paragraphs: [
      'The tokenizer splits a text into tokens: words, parts of words, punctuation. Frequent words are one token, rare words several.',
      'Each token has a row of numbers, its embedding, and so has each position. The first layer receives their sum.',
    ],
    own: ({ vocabulary_size, context_length, hidden_size, parameters }) =>
      `This model has ${count(vocabulary_size)} tokens, ${count(context_length)} positions, and ${count(hidden_size)} numbers for each. ` +
      `The two embeddings hold ${count(parameters.embedding)} of its ${count(parameters.total)} parameters.`,
    task: 'Look at the position embedding. Neighboring positions have similar rows.',
    view: 'weights',
    params: { w: 'wpe.weight' },
  },
  {
    id: 'decoding',
    title: 'Decoding',
    paragraphs: [
      'The distribution does not determine the text. Greedy decoding takes the likeliest token, sampling draws one at random.',
      'Temperature, top-k, top-p and other filters change the distribution before the draw. ' +
        'Greedy text soon repeats itself; at high temperatures text loses its thread.',
    ],
    own: ({ vocabulary_size }) =>
      `With this model each draw chooses among ${count(vocabulary_size)} tokens. ` +
      `If all were equally likely, each would have ${(100 / vocabulary_size).toPrecision(2)}%.`,
    task: 'Draw 100 tokens at temperature 0.3, then at 1.6.',
    view: 'next',
    params: { T: 1.6, tp: 1 },
  },
  {
    id: 'search',
    title: 'Beam search',
    paragraphs: [
      'A token that is likely now can lead to an unlikely text. ' +
        'Beam search follows several texts at once, and keeps those with the highest total log-probability.',
      'It finds likelier texts than greedy decoding. They are often less varied than sampled ones.',
    ],
    own: ({ vocabulary_size }) =>
      `With this model, four beams have 4 × ${count(vocabulary_size)} = ${count(4 * vocabulary_size)} continuations at each step. ` +
      'The search keeps four of them.',
    task: 'Step through the search and see how the best text changes.',
    view: 'beams',
    params: { step: 3 },
  },
  {
    id: 'attention',
    title: 'Attention',
    paragraphs: [
      'In each layer, heads let a token read from the tokens before it. A query of the token is compared with a key of each earlier token.',
      'Softmax turns the scores into weights that sum to 1. The head returns the mean of the values with these weights.',
    ],
    own: ({ num_layers, num_heads, head_size }) =>
      `This model has ${num_layers} layers of ${num_heads} heads: ${count(num_layers * num_heads)} in all. ` +
      `Queries, keys and values have ${head_size} numbers, so each score is divided by √${head_size}.`,
    task: 'Find a head that attends to tokens close by, and one that attends to many tokens alike.',
    view: 'attention',
    params: { l: 2, h: 0 },
  },
  {
    id: 'layers',
    title: 'Layer by layer',
    paragraphs: [
      'Each layer adds its output to one vector for each token. The output matrix turns the last vector into logits.',
      'The logit lens applies the output matrix after each layer. It shows the prediction before it is complete.',
    ],
    own: ({ num_layers, hidden_size, inner_size, parameters }) =>
      `This model has ${num_layers} layers and vectors of ${count(hidden_size)} numbers. A layer has ${count(parameters.block)} parameters: ` +
      `attention, and a network with ${count(inner_size)} neurons.`,
    task: 'Find a token whose prediction is settled before the last layer.',
    view: 'layers',
  },
  {
    id: 'importance',
    title: 'Token attribution',
    paragraphs: [
      'Attention shows what a head reads, but not whether it matters. ' +
        'Attribution answers another question: how does the prediction change without this token?',
      'Methods differ in what they change and measure. Where several agree, their result is more reliable.',
    ],
    own: ({ context_length }) =>
      'Occlusion runs the model once for each token of the context. ' +
      `A text of this model has at most ${count(context_length)} tokens.`,
    task: 'Compare occlusion with integrated gradients.',
    view: 'importance',
  },
  {
    id: 'cache',
    title: 'The KV cache',
    paragraphs: [
      'Keys and values of earlier tokens do not change when a token is appended. The service keeps them in memory.',
      'Each new token then costs the computation of one position, and not of the whole text.',
    ],
    own: ({ num_layers, hidden_size, context_length, memory }) =>
      `This model keeps a key and a value of ${count(hidden_size)} numbers for each of its ${num_layers} layers: ` +
      `${count(memory.kv_bytes_per_token)} bytes for a token, ${count(memory.kv_bytes_per_context)} for ${count(context_length)} tokens.`,
    task: 'Compare the computed cells with and without the cache.',
    view: 'cache',
  },
  {
    id: 'training',
    title: 'Training',
    paragraphs: [
      'Training compares each prediction with the token that follows in a text. ' +
        'The loss of a token is −log p, where p is the probability that the model gave it. ' +
        'Gradient descent changes every weight a little, so that the mean loss of the training texts falls.',
      'The mean loss of a text is its cross-entropy in nats. Its exponential is the perplexity: ' +
        'the model was as unsure as among that many equally likely tokens.',
    ],
    own: ({ vocabulary_size, parameters }) =>
      `This model has ${count(parameters.total)} weights. If it found all ${count(vocabulary_size)} tokens equally likely, ` +
      `its loss would be ln ${count(vocabulary_size)} = ${fixed(Math.log(vocabulary_size))} nats.`,
    task: 'Force an unlikely token, and compare its loss with that of the likeliest one.',
    view: 'write',
  },
];
