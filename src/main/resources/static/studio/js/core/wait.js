/** Waits until a service that is busy or starting accepts requests again. */
import { ApiError } from './api.js';

/** Wait if the service does not say how long. */
const DEFAULT_WAIT_S = 2;

/**
 * @param {ApiError} error
 * @param {AbortSignal} signal ends the wait with its reason
 * @param {(seconds: number, skip: () => void) => void} tick receives the seconds that are left; skip ends the wait early
 */
export async function countDown(error, signal, tick) {
  /** @type {() => void} */
  let skip = () => {};
  const skipped = new Promise((resolve) => (skip = () => resolve(true)));
  signal.addEventListener('abort', skip, { once: true });
  for (let seconds = error.retryAfter || DEFAULT_WAIT_S; seconds > 0; seconds--) {
    tick(seconds, skip);
    const isSkipped = await Promise.race([skipped, new Promise((resolve) => setTimeout(resolve, 1000, false))]);
    signal.throwIfAborted();
    if (isSkipped) {
      return;
    }
  }
}

/**
 * Runs a job, and repeats it while the service is busy or starting.
 *
 * @template T
 * @param {(signal: AbortSignal) => Promise<T>} job
 * @param {AbortSignal} signal
 * @param {{waiting: (error: ApiError, seconds: number, skip: () => void) => void, repeating: () => void}} listener waiting: each second
 * @returns {Promise<T>}
 */
export async function untilAccepted(job, signal, { waiting, repeating }) {
  for (;;) {
    try {
      return await job(signal);
    } catch (error) {
      if (!(error instanceof ApiError) || !error.isTemporary) {
        throw error;
      }
      await countDown(error, signal, (seconds, skip) => waiting(error, seconds, skip));
      repeating();
    }
  }
}
