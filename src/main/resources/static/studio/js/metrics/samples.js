/**
 * Figures of the service over time, from differences of its counters.
 *
 * @typedef {{count: number, sum: number, le: number[], cumulative: number[]}} Histogram
 * @typedef {{time: number, running: number, waiting: number, kvUsage: number, counters: Record<string, number>,
 *   histograms: Record<string, Histogram>, finished: number, rejected: number}} Sample
 */
import { request } from '../core/api.js';

/** Quantiles are those of the last seconds, since few requests end in one. */
export const QUANTILE_SAMPLES = 10;

/**
 * The figures of all models together.
 *
 * @param {AbortSignal} signal
 * @returns {Promise<Sample>}
 */
export async function readSample(signal) {
  const { time, models } = await request('metrics.json', { signal });
  const sum = (/** @type {(model: any) => number} */ of) =>
    models.reduce((/** @type {number} */ all, /** @type {any} */ model) => all + of(model), 0);
  const counters = Object.fromEntries(
    Object.keys(models[0]?.counters ?? {}).map((name) => [name, sum((model) => model.counters[name] ?? 0)]),
  );
  const names = Object.keys(models[0]?.histograms ?? {});
  return {
    time,
    running: sum((model) => model.running),
    waiting: sum((model) => model.waiting),
    kvUsage: Math.max(0, ...models.map((/** @type {any} */ model) => model.kv_usage)),
    counters,
    histograms: Object.fromEntries(
      names.map((name) => [name, merge(models.map((/** @type {any} */ model) => model.histograms[name]))]),
    ),
    finished: sum((model) => (model.finished.stop ?? 0) + (model.finished.length ?? 0)),
    rejected: sum((model) => model.finished.rejected ?? 0),
  };
}

/**
 * @param {Histogram[]} histograms with the same buckets
 * @returns {Histogram}
 */
function merge(histograms) {
  const [first, ...others] = histograms;
  return others.reduce(
    (all, each) => ({
      ...all,
      count: all.count + each.count,
      sum: all.sum + each.sum,
      cumulative: all.cumulative.map((value, i) => value + each.cumulative[i]),
    }),
    first,
  );
}

/**
 * A counter's growth per second; null after a restart of the service, or without a model in memory.
 *
 * @param {Sample} before
 * @param {Sample} after
 * @param {string} counter
 */
export function rate(before, after, counter) {
  const grown = after.counters[counter] - before.counters[counter];
  return !(grown >= 0) || after.time <= before.time ? null : grown / (after.time - before.time);
}

/**
 * The mean of the values between two samples; null if there is none.
 *
 * @param {Sample} before
 * @param {Sample} after
 * @param {string} name of a histogram
 */
export function mean(before, after, name) {
  const [a, b] = [before.histograms[name], after.histograms[name]];
  return a && b && b.count > a.count ? (b.sum - a.sum) / (b.count - a.count) : null;
}

/**
 * A quantile of the values between two samples, interpolated within its bucket; null if there is none.
 *
 * @param {Sample} before
 * @param {Sample} after
 * @param {string} name of a histogram
 * @param {number} q in [0, 1]
 */
export function quantile(before, after, name, q) {
  const [a, b] = [before.histograms[name], after.histograms[name]];
  // Without a model in memory there are no histograms.
  const total = a && b ? b.count - a.count : 0;
  if (total <= 0) {
    return null;
  }
  const counts = b.cumulative.map((value, i) => value - a.cumulative[i]);
  const wanted = q * total;
  const bucket = counts.findIndex((value) => value >= wanted);
  if (bucket < 0) {
    return b.le[b.le.length - 1];
  }
  const [from, below] = bucket === 0 ? [0, 0] : [b.le[bucket - 1], counts[bucket - 1]];
  const share = (wanted - below) / Math.max(1, counts[bucket] - below);
  return from + (b.le[bucket] - from) * share;
}
