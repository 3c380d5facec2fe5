/**
 * A job in words: its heading, its options and its figures.
 *
 * @import { Job, TextFile } from './service.js'
 * @import { Progress } from './progress.js'
 */
import { count, fixed, plural, significant } from '../dom/format.js';
import { best, first } from './progress.js';

/** @type {Record<import('./service.js').Status, string>} */
export const STATUS = {
  validating_files: 'reading the text',
  queued: 'queued',
  running: 'running',
  paused: 'paused',
  succeeded: 'succeeded',
  failed: 'failed',
  cancelled: 'cancelled',
};

/**
 * @param {Job} job
 * @param {Progress} progress
 */
export function heading({ status }, progress) {
  const { training, step, steps } = progress;
  const place = steps === null ? '' : ` at step ${count(step)} of ${count(steps)}`;
  const change = changeOf(progress);
  const now = training.at(-1);
  switch (status) {
    case 'validating_files':
      return 'The service reads the text';
    case 'queued':
      return 'The job waits for its turn';
    case 'failed':
      return `The job failed${step > 0 ? place : ''}`;
    case 'cancelled':
      return `Cancelled${place || ' before the first step'}`;
    case 'paused':
      return `Paused${place}`;
    case 'succeeded':
      return change === null ? 'The new model is ready' : `Evaluation loss ${change}`;
    default:
      return change !== null
        ? `Evaluation loss ${change} so far`
        : now
          ? `Training loss ${fixed(now.loss)}`
          : 'The training starts';
  }
}

/** From the evaluation before training to the best one. @param {Progress} progress */
export function changeOf(progress) {
  const [before, after] = [first(progress), best(progress)];
  return before && after ? `${fixed(before.loss)} → ${fixed(after.loss)}` : null;
}

/**
 * What the job was asked to do.
 *
 * @param {Job} job
 * @param {TextFile[]} files
 */
export function optionsOf(job, files) {
  const {
    n_epochs: epochs,
    max_steps: steps,
    learning_rate_multiplier: multiplier,
    lora,
    ...others
  } = job.method?.supervised?.hyperparameters ?? {};
  const isMultiplied = others.learning_rate === undefined && typeof multiplier === 'number' && multiplier !== 1;
  /** @type {[string, unknown][]} */
  const options = Object.entries({ ...others, ...(isMultiplied ? { learning_rate_multiplier: multiplier } : {}) });
  const given = options.filter(([, value]) => value !== null && value !== 'auto');
  return [
    `${nameOf(job.training_file, files)} on ${job.model}`,
    typeof steps === 'number' ? plural(steps, 'step') : typeof epochs === 'number' && plural(epochs, 'epoch'),
    ...given.map(([name, value]) => `${name.replace(/_/g, ' ')} ${value}`),
    lora && `LoRA rank ${lora.rank}`,
    `seed ${job.seed}`,
  ]
    .filter(Boolean)
    .join(', ');
}

/**
 * @param {string} id
 * @param {TextFile[]} files
 */
export function nameOf(id, files) {
  return files.find((file) => file.id === id)?.filename ?? 'a deleted file';
}

/**
 * Name and value of each figure.
 *
 * @param {Job} job
 * @param {Progress} progress
 * @param {number} now seconds since 1970
 * @returns {[string, string][]}
 */
export function figuresOf(job, progress, now) {
  const trained = progress.training.at(-1);
  // The new model is that of the best evaluation.
  const evaluated = job.status === 'succeeded' ? best(progress) : progress.evaluation.at(-1);
  return [
    ['Status', STATUS[job.status] ?? job.status],
    ['Step', progress.steps === null ? '–' : `${count(progress.step)} of ${count(progress.steps)}`],
    ['Training loss', trained ? fixed(trained.loss) : '–'],
    ['Evaluation loss', evaluated ? fixed(evaluated.loss) : '–'],
    ['Perplexity', evaluated ? significant(Number(Math.exp(evaluated.loss).toPrecision(4))) : '–'],
    ['Tokens/s', progress.speed === null ? '–' : count(Math.round(progress.speed))],
    job.finished_at === null ? ['Time left', left(job, now)] : ['Time', duration(job.finished_at - job.created_at)],
  ];
}

/**
 * @param {Job} job
 * @param {number} now seconds since 1970
 */
function left({ estimated_finish: end, status }, now) {
  return end === null || status !== 'running' ? '–' : duration(Math.max(0, end - now));
}

/** @param {number} seconds */
export function duration(seconds) {
  const whole = Math.round(seconds);
  if (whole < 60) {
    return `${whole} s`;
  }
  const minutes = Math.floor(whole / 60);
  return minutes < 60 ? `${minutes} min ${whole % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

const TIME = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const DAY = new Intl.DateTimeFormat('en', { month: 'short', day: 'numeric' });

/**
 * The time today, else the day.
 *
 * @param {number} seconds since 1970
 */
export function moment(seconds) {
  const date = new Date(seconds * 1000);
  const isToday = date.toDateString() === new Date().toDateString();
  return isToday ? TIME.format(date) : `${DAY.format(date)}, ${TIME.format(date)}`;
}
