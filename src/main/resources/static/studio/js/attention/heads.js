/**
 * The attention weights of all heads as bytes: the model view. Long texts need several requests, and each one draws what it brought.
 *
 * @typedef {object} Heads
 * @property {number} size number of tokens
 * @property {number} numLayers
 * @property {number} numHeads per layer
 * @property {(Uint8Array | null)[][]} triangles `[layer][head]`: row i of the lower triangle has i + 1 weights, 255 is 1
 * @property {Head[][]} patterns
 * @property {boolean} complete
 *
 * @typedef {object} Head statistics of a head
 * @property {string} pattern
 * @property {number} first
 * @property {number} previous
 * @property {number} self
 * @property {number | null} repeated
 * @property {number | null} induction
 * @property {number} entropy in nats
 * @property {number} distance mean number of tokens
 */
import { request } from '../core/api.js';
import { bytes } from '../core/base64.js';
import { Cache } from '../core/cache.js';
import { modelName } from '../core/models.js';

/** Weights of one response. The service limits them. */
const WEIGHTS_AT_ONCE = 1 << 21;

/** @type {Cache<Heads>} */
const cache = new Cache(6);

/**
 * @param {number[]} ids at least one
 * @param {{signal: AbortSignal, started?: (heads: Heads) => void, arrived?: (heads: Heads, layer: number) => void}} options
 *   started: the patterns are known, and the weights are requested; arrived: a layer is complete
 * @returns {Promise<Heads>}
 */
export async function heads(ids, { signal, started = () => {}, arrived = () => {} }) {
  const key = `${modelName()} ${ids.join(' ')}`;
  const known = cache.get(key);
  if (known) {
    return known;
  }
  const body = { model: modelName(), prompt: ids };
  const { patterns } = await request('v1/explain/attention/patterns', { body, signal });
  /** @type {Heads} */
  const loaded = {
    size: ids.length,
    numLayers: patterns.length,
    numHeads: patterns[0].length,
    triangles: patterns.map((/** @type {Head[]} */ layer) => layer.map(() => null)),
    patterns,
    complete: false,
  };
  const read = (/** @type {object} */ part) =>
    request('v1/explain/attention', { body: { ...body, view: 'model', encoding: 'u8', ...part }, signal });
  const all = [...parts(loaded)];
  // The page builds its elements while the service computes.
  let next = read(all[0]);
  started(loaded);
  for (const [n, part] of all.entries()) {
    const response = await next;
    next = n + 1 < all.length ? read(all[n + 1]) : next;
    for (const [i, layer] of part.layers.entries()) {
      for (const [k, head] of part.heads.entries()) {
        loaded.triangles[layer][head] = bytes(response.attention[i][k]);
      }
      arrived(loaded, layer);
    }
  }
  loaded.complete = true;
  cache.set(key, loaded);
  return loaded;
}

/**
 * Layers and heads of each request.
 *
 * @param {Heads} heads
 */
export function* parts({ size, numLayers, numHeads }) {
  const headsAtOnce = Math.max(1, Math.min(numHeads, Math.floor(WEIGHTS_AT_ONCE / size ** 2)));
  const layersAtOnce = Math.max(1, Math.floor(WEIGHTS_AT_ONCE / (size ** 2 * numHeads)));
  for (let layer = 0; layer < numLayers; layer += layersAtOnce) {
    for (let head = 0; head < numHeads; head += headsAtOnce) {
      yield {
        layers: range(layer, Math.min(numLayers, layer + layersAtOnce)),
        heads: range(head, Math.min(numHeads, head + headsAtOnce)),
      };
    }
  }
}

/**
 * The weight that a token gives to another, to 1/255.
 *
 * @param {Heads} heads
 * @param {number} layer
 * @param {number} head
 * @param {number} query
 * @param {number} key
 */
export function roundedWeight({ triangles }, layer, head, query, key) {
  const triangle = triangles[layer]?.[head];
  return triangle && key <= query ? triangle[(query * (query + 1)) / 2 + key] / 255 : 0;
}

/**
 * @param {number} from
 * @param {number} to
 */
function range(from, to) {
  return Array.from({ length: to - from }, (_, i) => from + i);
}
