/**
 * The decoding pipeline on the logits of a distribution, in the order of the service: temperature, top-k, top-p, min-p, typical-p.
 * Tests compare it with the stages of `/v1/explain/next-token`.
 *
 * Logits are sorted, so each stage keeps the tokens of a range. A slider computes one exponential for each token, and allocates nothing.
 *
 * @typedef {{temperature: number, top_k: number, top_p: number, min_p: number, typical_p: number}} Parameters
 *
 * @typedef {object} Stage
 * @property {'model' | keyof Parameters} name
 * @property {number} first index of the first token that is kept, in the order of the distribution
 * @property {number} end index after the last one
 * @property {Float64Array} weights of all tokens; probabilities are proportional to them
 * @property {number} mass sum of the weights of the kept tokens
 * @property {number} entropy in nats
 *
 * @typedef {object} Result
 * @property {Stage[]} stages the model's distribution first
 * @property {number} size number of tokens
 * @property {number} temperature 1 if decoding is greedy
 */

/** Scores this close to the threshold of min-p are kept, as in the service. */
const ROUNDING = 2 ** -24;

export class Pipeline {
  /** @param {Float64Array} logits sorted, the greatest first */
  constructor(logits) {
    this.logits = logits;
    this.model = weigh(logits, 1, new Float64Array(logits.length));
    this.heated = new Float64Array(logits.length);
  }

  /**
   * Applies the stages. The result is valid until the next call.
   *
   * @param {Parameters} parameters
   * @returns {Result}
   */
  run(parameters) {
    const { logits } = this;
    const { temperature, top_k: k, top_p: topP, min_p: minP, typical_p: typicalP } = parameters;
    const size = logits.length;
    const stages = [stageOf('model', this.model, 0, size)];
    if (isGreedy(parameters)) {
      // Greedy decoding has no stages in the service: it takes the first token.
      stages.push(stageOf(temperature === 0 ? 'temperature' : 'top_p', this.model, 0, 1));
      return { stages, size, temperature: 1 };
    }
    let weighted = this.model;
    if (temperature !== 1) {
      weighted = weigh(logits, temperature, this.heated);
      stages.push(stageOf('temperature', weighted, 0, size));
    }
    const score = (/** @type {number} */ i) => logits[i] / temperature;
    let end = size;
    if (k > 0 && k < size) {
      end = k;
      while (end < size && score(end) >= score(k - 1)) {
        end++;
      }
      stages.push(stageOf('top_k', weighted, 0, end));
    }
    if (topP < 1) {
      end = nucleus(stages[stages.length - 1], topP);
      stages.push(stageOf('top_p', weighted, 0, end));
    }
    if (minP > 0) {
      const lowest = score(0) + Math.log(minP) - ROUNDING;
      while (end > 1 && score(end - 1) < lowest) {
        end--;
      }
      stages.push(stageOf('min_p', weighted, 0, end));
    }
    if (typicalP < 1) {
      const [first, last] = typical(stages[stages.length - 1], score, typicalP);
      stages.push(stageOf('typical_p', weighted, first, last));
    }
    return { stages, size, temperature };
  }
}

/**
 * Whether decoding takes the likeliest token.
 *
 * @param {Parameters} parameters
 */
export function isGreedy({ temperature, top_p: topP }) {
  return temperature === 0 || topP === 0;
}

/**
 * The probability of a token after a stage.
 *
 * @param {Stage} stage
 * @param {number} i index in the distribution
 */
export function probability({ first, end, weights, mass }, i) {
  return i >= first && i < end ? weights[i] / mass : 0;
}

/** The number of tokens that a stage keeps. @param {Stage} stage */
export function numKept({ first, end }) {
  return end - first;
}

/**
 * The index of the stage that cuts a token, 0 if all keep it.
 *
 * @param {Result} result
 * @param {number} i index in the distribution
 */
export function cutBy({ stages }, i) {
  return Math.max(
    0,
    stages.findIndex(({ first, end }) => i < first || i >= end),
  );
}

/**
 * @param {Float64Array} logits
 * @param {number} temperature
 * @param {Float64Array} weights receives the exponentials of the scores, of which the greatest is 1
 */
function weigh(logits, temperature, weights) {
  const greatest = logits[0] / temperature;
  for (let i = 0; i < weights.length; i++) {
    weights[i] = Math.exp(logits[i] / temperature - greatest);
  }
  return { weights, logits, temperature };
}

/**
 * @param {Stage['name']} name
 * @param {ReturnType<typeof weigh>} weighted
 * @param {number} first
 * @param {number} end
 * @returns {Stage}
 */
function stageOf(name, { weights, logits, temperature }, first, end) {
  let mass = 0;
  let sum = 0;
  for (let i = first; i < end; i++) {
    mass += weights[i];
    sum += weights[i] * (logits[i] - logits[0]);
  }
  // The entropy is log-sum-exp minus the mean score; 0 for one token, also after rounding.
  const entropy = end - first === 1 ? 0 : Math.log(mass) - sum / temperature / mass;
  return { name, first, end, weights, mass, entropy };
}

/**
 * Index after the last token of the nucleus: the one at which the cumulative probability reaches `topP`.
 *
 * @param {Stage} stage
 * @param {number} topP
 */
function nucleus({ weights, mass, end }, topP) {
  let cumulative = 0;
  for (let i = 0; i < end; i++) {
    cumulative += weights[i] / mass;
    if (cumulative >= topP) {
      return i + 1;
    }
  }
  return end;
}

/**
 * The range of tokens around the mean score whose probabilities sum to `typicalP`. Information content is log-sum-exp minus the score, so
 * its distance to the entropy is that of the score to the mean.
 *
 * @param {Stage} stage
 * @param {(i: number) => number} score
 * @param {number} typicalP
 * @returns {[number, number]} the end is exclusive
 */
function typical({ weights, mass, end }, score, typicalP) {
  let mean = 0;
  for (let i = 0; i < end; i++) {
    mean += (weights[i] / mass) * score(i);
  }
  let next = 0;
  while (next < end && score(next) >= mean) {
    next++;
  }
  let before = next - 1;
  const above = () => (before >= 0 ? score(before) - mean : Infinity);
  const below = () => (next < end ? mean - score(next) : Infinity);
  let cumulative = 0;
  let farthest = 0;
  while (cumulative < typicalP && (before >= 0 || next < end)) {
    const isAbove = above() <= below();
    farthest = isAbove ? above() : below();
    cumulative += weights[isAbove ? before-- : next++] / mass;
  }
  // Tokens as far as the last one are kept too.
  while (above() <= farthest) {
    before--;
  }
  while (below() <= farthest) {
    next++;
  }
  return [before + 1, next];
}

/**
 * Draws a token.
 *
 * @param {Stage} stage
 * @param {number} random in [0, 1)
 * @returns {number} index in the distribution
 */
export function draw({ first, end, weights, mass }, random) {
  let cumulative = 0;
  for (let i = first; i < end; i++) {
    cumulative += weights[i] / mass;
    if (random < cumulative) {
      return i;
    }
  }
  return end - 1;
}
