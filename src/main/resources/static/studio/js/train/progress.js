/**
 * What the events of a job say about its training.
 *
 * @import { JobEvent } from './service.js'
 *
 * @typedef {{step: number, loss: number}} Point loss: in nats per token
 *
 * @typedef {object} Progress
 * @property {number} step the last one that was reported
 * @property {number | null} steps of the whole job
 * @property {Point[]} training
 * @property {Point[]} evaluation
 * @property {number | null} speed tokens per second
 */

/** @param {JobEvent[]} events the oldest first @returns {Progress} */
export function progressOf(events) {
  /** @type {Progress} */
  const progress = { step: 0, steps: null, training: [], evaluation: [], speed: null };
  for (const { data } of events) {
    if (typeof data?.step === 'number') {
      take(progress, data);
    }
  }
  return progress;
}

/**
 * @param {Progress} progress
 * @param {Record<string, any>} data of a metrics event
 */
function take(progress, data) {
  const { step } = data;
  if (step < progress.step) {
    // The job continues from a checkpoint, and computes these steps again.
    progress.training = progress.training.filter((point) => point.step < step);
    progress.evaluation = progress.evaluation.filter((point) => point.step < step);
  }
  progress.step = step;
  progress.steps = number(data.total_steps) ?? progress.steps;
  progress.speed = number(data.tokens_per_second) ?? progress.speed;
  const [training, evaluation] = [number(data.train_loss), number(data.full_valid_loss) ?? number(data.valid_loss)];
  if (training !== null) {
    progress.training.push({ step, loss: training });
  }
  if (evaluation !== null) {
    progress.evaluation.push({ step, loss: evaluation });
  }
}

/** @param {unknown} value */
function number(value) {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** The best evaluation after training has begun; the job returns its model. @param {Progress} progress */
export function best({ evaluation }) {
  const trained = evaluation.filter(({ step }) => step > 0);
  return trained.length === 0 ? null : trained.reduce((a, b) => (b.loss < a.loss ? b : a));
}

/** The evaluation before training. @param {Progress} progress */
export function first({ evaluation }) {
  return evaluation.find(({ step }) => step === 0) ?? null;
}
