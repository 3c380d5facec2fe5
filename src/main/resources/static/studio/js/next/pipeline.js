/**
 * The decoding pipeline on the logits of a distribution, in the order of the service: temperature, top-k, top-p, min-p, typical-p.
 * Tests compare it with the stages of `/v1/explain/next-token`.
 *
 * @typedef {{temperature: number, top_k: number, top_p: number, min_p: number, typical_p: number}} Parameters
 *
 * @typedef {object} Stage
 * @property {'model' | keyof Parameters} name
 * @property {number} kept number of tokens
 * @property {Float64Array} p probabilities after the stage, in the order of the distribution
 * @property {number} entropy in nats
 *
 * @typedef {object} Result
 * @property {Stage[]} stages the model's distribution first
 * @property {Uint8Array} cutBy for each token the index of the stage that cut it, 0 if it is kept
 * @property {number} temperature 1 if decoding is greedy
 */

/** Scores this close to the threshold of min-p are kept, as in the service. */
const ROUNDING = 2 ** -24;

/**
 * @param {Float64Array} logits sorted, the greatest first
 * @param {Parameters} parameters
 * @returns {Result}
 */
export function pipeline(logits, parameters) {
  const { temperature, top_k: k, top_p: topP, min_p: minP, typical_p: typicalP } = parameters;
  const n = logits.length;
  const cutBy = new Uint8Array(n);
  /** @type {Stage[]} */
  const stages = [];
  let scores = logits;

  /**
   * @param {Stage['name']} name
   * @param {(i: number) => boolean} [keeps]
   */
  const add = (name, keeps) => {
    let kept = 0;
    for (let i = 0; i < n; i++) {
      if (cutBy[i] === 0 && keeps && !keeps(i)) {
        cutBy[i] = stages.length;
      }
      kept += cutBy[i] === 0 ? 1 : 0;
    }
    const p = softmax(scores, cutBy);
    stages.push({ name, kept, p, entropy: entropyOf(p) });
    return p;
  };

  let p = add('model');
  if (isGreedy(parameters)) {
    // Greedy decoding has no stages in the service: it takes the first token.
    add(temperature === 0 ? 'temperature' : 'top_p', (i) => i === 0);
    return { stages, cutBy, temperature: 1 };
  }
  if (temperature !== 1) {
    scores = logits.map((logit) => logit / temperature);
    p = add('temperature');
  }
  if (k > 0 && k < n) {
    const lowest = scores[k - 1];
    p = add('top_k', (i) => scores[i] >= lowest);
  }
  if (topP < 1) {
    const last = nucleus(p, topP);
    p = add('top_p', (i) => i <= last);
  }
  if (minP > 0) {
    const lowest = scores[0] + Math.log(minP) - ROUNDING;
    p = add('min_p', (i) => scores[i] >= lowest);
  }
  if (typicalP < 1) {
    const farthest = typicalDistance(scores, p, typicalP);
    const mean = meanOf(scores, p);
    add('typical_p', (i) => Math.abs(scores[i] - mean) <= farthest);
  }
  return { stages, cutBy, temperature };
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
 * @param {Float64Array} scores
 * @param {Uint8Array} cutBy
 */
function softmax(scores, cutBy) {
  const p = new Float64Array(scores.length);
  let sum = 0;
  for (let i = 0; i < p.length; i++) {
    p[i] = cutBy[i] === 0 ? Math.exp(scores[i] - scores[0]) : 0;
    sum += p[i];
  }
  for (let i = 0; i < p.length; i++) {
    p[i] /= sum;
  }
  return p;
}

/** @param {Float64Array} p */
function entropyOf(p) {
  let entropy = 0;
  for (const each of p) {
    entropy -= each > 0 ? each * Math.log(each) : 0;
  }
  return entropy;
}

/**
 * Index of the last token of the nucleus: the one at which the cumulative probability reaches `topP`.
 *
 * @param {Float64Array} p
 * @param {number} topP
 */
function nucleus(p, topP) {
  let cumulative = 0;
  for (let i = 0; i < p.length; i++) {
    cumulative += p[i];
    if (cumulative >= topP) {
      return i;
    }
  }
  return p.length - 1;
}

/**
 * The mean score. Information content is log-sum-exp minus the score, so its distance to the entropy is that of the score to the mean.
 *
 * @param {Float64Array} scores
 * @param {Float64Array} p
 */
function meanOf(scores, p) {
  return p.reduce((sum, each, i) => (each > 0 ? sum + each * scores[i] : sum), 0);
}

/**
 * The distance to the mean score within which the probabilities sum to `typicalP`.
 *
 * @param {Float64Array} scores
 * @param {Float64Array} p
 * @param {number} typicalP
 */
function typicalDistance(scores, p, typicalP) {
  const mean = meanOf(scores, p);
  const distances = scores.map((score) => Math.abs(score - mean));
  const kept = Int32Array.from(p.keys()).filter((i) => p[i] > 0);
  let cumulative = 0;
  for (const i of kept.sort((a, b) => distances[a] - distances[b])) {
    cumulative += p[i];
    if (cumulative >= typicalP) {
      return distances[i];
    }
  }
  return Infinity;
}

/**
 * Draws a token.
 *
 * @param {Float64Array} p
 * @param {number} random in [0, 1)
 * @returns {number} index in the distribution
 */
export function draw(p, random) {
  let cumulative = 0;
  let last = 0;
  for (let i = 0; i < p.length; i++) {
    if (p[i] > 0) {
      cumulative += p[i];
      last = i;
      if (random < cumulative) {
        return i;
      }
    }
  }
  return last;
}
