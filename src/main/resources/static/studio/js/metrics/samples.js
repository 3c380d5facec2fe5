/**
 * Figures of the service over time, from differences of its counters. As in Prometheus, a counter that falls began at 0 again. The
 * first value of a model is no growth: the counters of a model that is loaded again continue from their earlier values.
 *
 * @typedef {{count: number, sum: number, le: number[], cumulative: number[]}} Histogram
 * @typedef {{counters: Record<string, number>, histograms: Record<string, Histogram>}} ModelFigures
 * @typedef {{time: number, running: number, waiting: number, kvUsage: number, models: Record<string, ModelFigures>,
 *   finished: number, rejected: number}} Sample models: those in memory
 */
import { request } from '../core/api.js';

/** Quantiles are those of the last seconds, since few requests end in one. */
export const QUANTILE_SAMPLES = 10;

/**
 * @param {AbortSignal} [signal]
 * @returns {Promise<Sample>}
 */
export async function readSample(signal) {
  return sampleOf(await request('metrics.json', { signal }));
}

/**
 * @param {{time: number, models: any[]}} figures
 * @returns {Sample}
 */
export function sampleOf({ time, models }) {
  const sum = (/** @type {(model: any) => number} */ of) => models.reduce((all, model) => all + of(model), 0);
  return {
    time,
    running: sum((model) => model.running),
    waiting: sum((model) => model.waiting),
    kvUsage: Math.max(0, ...models.map((model) => model.kv_usage)),
    models: Object.fromEntries(models.map(({ model, counters, histograms }) => [model, { counters, histograms }])),
    finished: sum((model) => (model.finished.stop ?? 0) + (model.finished.length ?? 0)),
    rejected: sum((model) => model.finished.rejected ?? 0),
  };
}

/**
 * The figures of each model that is in both samples.
 *
 * @param {Sample} before
 * @param {Sample} after
 * @returns {[ModelFigures, ModelFigures][]}
 */
function pairs(before, after) {
  return Object.entries(after.models).flatMap(([model, figures]) =>
    before.models[model] ? [/** @type {[ModelFigures, ModelFigures]} */ ([before.models[model], figures])] : [],
  );
}

/**
 * The growth per second of a counter of all models; null without a model in both samples.
 *
 * @param {Sample} before
 * @param {Sample} after
 * @param {string} counter
 */
export function rate(before, after, counter) {
  const found = pairs(before, after);
  if (found.length === 0 || after.time <= before.time) {
    return null;
  }
  const grown = found.reduce((sum, [a, b]) => sum + increase(a.counters[counter] ?? 0, b.counters[counter] ?? 0), 0);
  return grown / (after.time - before.time);
}

/**
 * @param {number} before
 * @param {number} after
 */
function increase(before, after) {
  return after < before ? after : after - before;
}

/**
 * What a histogram of all models counted between the first and the last of some samples; null if there is nothing.
 *
 * @param {Sample[]} samples
 * @param {string} name
 * @returns {Histogram | null}
 */
function growth(samples, name) {
  const grown = samples
    .slice(1)
    .flatMap((sample, i) => pairs(samples[i], sample))
    .flatMap(([{ histograms: a }, { histograms: b }]) => (a[name] && b[name] ? [difference(a[name], b[name])] : []))
    .filter(({ count }) => count > 0);
  return grown.length === 0 ? null : grown.reduce(plus);
}

/**
 * @param {Histogram} before
 * @param {Histogram} after
 * @returns {Histogram}
 */
function difference(before, after) {
  if (after.count < before.count) {
    return after;
  }
  return {
    le: after.le,
    count: after.count - before.count,
    sum: after.sum - before.sum,
    cumulative: after.cumulative.map((value, i) => value - before.cumulative[i]),
  };
}

/**
 * @param {Histogram} a
 * @param {Histogram} b with the same buckets
 * @returns {Histogram}
 */
function plus(a, b) {
  return {
    le: a.le,
    count: a.count + b.count,
    sum: a.sum + b.sum,
    cumulative: a.cumulative.map((value, i) => value + b.cumulative[i]),
  };
}

/**
 * The mean of the values between the first and the last sample; null if there is none.
 *
 * @param {Sample[]} samples
 * @param {string} name of a histogram
 */
export function mean(samples, name) {
  const grown = growth(samples, name);
  return grown && grown.sum / grown.count;
}

/**
 * A quantile of the values between the first and the last sample, interpolated within its bucket; null if there is none.
 *
 * @param {Sample[]} samples
 * @param {string} name of a histogram
 * @param {number} q in [0, 1]
 */
export function quantile(samples, name, q) {
  const grown = growth(samples, name);
  if (!grown) {
    return null;
  }
  const { le, count, cumulative } = grown;
  const wanted = q * count;
  const bucket = cumulative.findIndex((value) => value >= wanted);
  if (bucket < 0) {
    return le[le.length - 1];
  }
  const [from, below] = bucket === 0 ? [0, 0] : [le[bucket - 1], cumulative[bucket - 1]];
  const share = (wanted - below) / Math.max(1, cumulative[bucket] - below);
  return from + (le[bucket] - from) * share;
}
