/** Waits until a service that is busy or starting accepts requests again. */

/** Wait if the service does not say how long. */
const DEFAULT_WAIT_S = 2;

/**
 * @param {import('./api.js').ApiError} error
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
