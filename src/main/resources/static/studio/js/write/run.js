/**
 * The state of a generation.
 *
 * @import { Problem } from '../core/problems.js'
 *
 * @typedef {{promptTokens: number, completionTokens: number, firstTokenMs: number | null, totalMs: number, finishReason: string | null,
 *   seed: number | null}} Figures times are those that the page measures
 *
 * @typedef {object} Run
 * @property {'idle' | 'restoring' | 'running' | 'waiting' | 'failed' | 'done'} phase waiting: until the service accepts requests again
 * @property {Figures} [figures]
 * @property {Problem} [problem]
 * @property {number} [seconds] left to wait
 * @property {() => void} [again] repeats the request
 */
import { describe } from '../core/problems.js';
import { ApiError, isAbort } from '../core/api.js';
import { emit, state } from '../core/store.js';
import { untilAccepted } from '../core/wait.js';

/** @type {AbortController | null} */
let current = null;

/** Why a request ends when another one begins. */
const REPLACED = new DOMException('Another request began.', 'AbortError');

/**
 * Whether another request ended this one, and writes the text and the address from now on.
 *
 * @param {AbortSignal} signal
 */
export function isReplaced(signal) {
  return signal.reason === REPLACED;
}

/** @param {Run} run */
export function setRun(run) {
  state.run = run;
  emit('run');
}

/** Ends the running generation; what came is kept. */
export function stop() {
  current?.abort();
}

/**
 * Runs a request of the text, one at a time. Waits and repeats it while the service is busy or starting.
 *
 * @param {(signal: AbortSignal) => Promise<Figures | undefined>} job
 * @param {{phase?: 'running' | 'restoring', again?: () => void, canTruncate?: boolean}} [options]
 *   again: what a retry does; canTruncate: whether a part of the prompt will do
 */
export async function run(
  job,
  { phase = 'running', again = () => void run(job, { phase, canTruncate }), canTruncate = true } = {},
) {
  current?.abort(REPLACED);
  const controller = new AbortController();
  current = controller;
  setRun({ phase });
  try {
    const figures = await untilAccepted(job, controller.signal, {
      waiting: (error, seconds, skip) => setRun({ phase: 'waiting', problem: describe(error), seconds, again: skip }),
      repeating: () => setRun({ phase }),
    });
    finish(controller, { phase: 'done', figures });
  } catch (error) {
    if (isAbort(error)) {
      finish(controller, { phase: 'idle' });
    } else {
      const known = error instanceof ApiError ? error : new ApiError(500, String(error));
      finish(controller, { phase: 'failed', problem: problemOf(known, canTruncate), again });
    }
  }
}

/**
 * @param {AbortController} controller
 * @param {Run} ended
 */
function finish(controller, ended) {
  if (current === controller) {
    current = null;
    setRun(ended);
  }
}

/**
 * @param {ApiError} error
 * @param {boolean} canTruncate
 */
function problemOf(error, canTruncate) {
  const problem = describe(error);
  return { ...problem, actions: problem.actions.filter(({ id }) => canTruncate || id !== 'truncate') };
}
