/**
 * The files and fine-tuning jobs of the service, as OpenAI's API has them.
 *
 * @typedef {{id: string, filename: string, bytes: number, created_at: number}} TextFile created_at: seconds since 1970
 *
 * @typedef {'validating_files' | 'queued' | 'running' | 'paused' | 'succeeded' | 'failed' | 'cancelled'} Status
 *
 * @typedef {object} Job
 * @property {string} id
 * @property {string} model the base model
 * @property {Status} status
 * @property {string} training_file
 * @property {string | null} validation_file
 * @property {number} created_at seconds since 1970
 * @property {number | null} finished_at
 * @property {number | null} estimated_finish
 * @property {string | null} fine_tuned_model
 * @property {{message: string, param: string | null} | null} error
 * @property {number} seed
 * @property {{supervised?: {hyperparameters?: Record<string, any>}} | null} method
 *
 * @typedef {{id: string, created_at: number, level: 'info' | 'warn' | 'error', message: string, type: 'message' | 'metrics',
 *   data: Record<string, any> | null}} JobEvent
 */
import { request, stream } from '../core/api.js';

const FILES = 'v1/files';
const JOBS = 'v1/fine_tuning/jobs';

/** Jobs that the view lists, the newest first. */
const LISTED = 50;

/** @param {AbortSignal} signal @returns {Promise<TextFile[]>} */
export async function listFiles(signal) {
  return (await request(`${FILES}?purpose=fine-tune`, { signal })).data;
}

/**
 * @param {File} file
 * @param {AbortSignal} signal
 * @returns {Promise<TextFile>}
 */
export function upload(file, signal) {
  const body = new FormData();
  body.append('purpose', 'fine-tune');
  body.append('file', file);
  return request(FILES, { body, signal });
}

/** @param {string} id */
export function deleteFile(id) {
  return request(`${FILES}/${encodeURIComponent(id)}`, { method: 'DELETE' });
}

/** @param {string} model a fine-tuned one */
export function deleteModel(model) {
  return request(`v1/models/${encodeURIComponent(model)}`, { method: 'DELETE' });
}

/** @param {AbortSignal} signal @returns {Promise<Job[]>} */
export async function listJobs(signal) {
  return (await request(`${JOBS}?limit=${LISTED}`, { signal })).data;
}

/**
 * A job that can be older than those of the list.
 *
 * @param {string} id
 * @param {AbortSignal} signal
 * @returns {Promise<Job>}
 */
export function readJob(id, signal) {
  return request(path(id), { signal });
}

/** @param {object} body @returns {Promise<Job>} */
export function createJob(body) {
  return request(JOBS, { body });
}

/**
 * @param {string} id
 * @param {'cancel' | 'pause' | 'resume'} action
 * @returns {Promise<Job>}
 */
export function act(id, action) {
  return request(`${path(id)}/${action}`, { method: 'POST' });
}

/**
 * All events of a job, the oldest first, and those that come until it ends.
 *
 * @param {string} id
 * @param {AbortSignal} signal
 * @returns {AsyncGenerator<JobEvent>}
 */
export function streamEvents(id, signal) {
  return stream(`${path(id)}/events?stream=true`, { signal });
}

/** @param {string} id */
function path(id) {
  return `${JOBS}/${encodeURIComponent(id)}`;
}

/** @param {Job} job */
export function isActive({ status }) {
  return status === 'validating_files' || status === 'queued' || status === 'running' || status === 'paused';
}
