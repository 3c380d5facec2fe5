/**
 * The files and jobs of the service, read again every few seconds while the page is visible, so that two tabs show the same.
 *
 * @import { Job, TextFile } from './service.js'
 */
import { ApiError, isAbort } from '../core/api.js';
import { set, state } from '../core/store.js';
import { isActive, listFiles, listJobs, readJob } from './service.js';

const ACTIVE_MS = 2000;
const IDLE_MS = 6000;

export class Desk {
  /** @param {() => void} changed called after each change */
  constructor(changed) {
    this.changed = changed;
    /** @type {TextFile[]} the newest first */
    this.files = [];
    /** @type {Job[]} the newest first */
    this.jobs = [];
    /** @type {unknown} why the lists cannot be read */
    this.error = null;
    this.isRead = false;
    this.controller = new AbortController();
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    this.shown = '';
  }

  /** The job of the address, else the newest one. @returns {Job | null} */
  get selected() {
    return this.jobs.find(({ id }) => id === state.params.job) ?? this.jobs[0] ?? null;
  }

  end() {
    clearTimeout(this.timer);
    this.controller.abort();
  }

  /** Reads the lists at once. */
  async refresh() {
    clearTimeout(this.timer);
    this.controller.abort();
    this.controller = new AbortController();
    const { signal } = this.controller;
    try {
      const [files, jobs] = await Promise.all([listFiles(signal), listJobs(signal)]);
      this.jobs = await this.#withAddressed(jobs, signal);
      this.files = files;
      this.error = null;
      this.isRead = true;
    } catch (error) {
      if (isAbort(error) || signal.aborted) {
        return;
      }
      this.error = error;
    }
    const shown = JSON.stringify([this.files, this.jobs, String(this.error)]);
    if (shown !== this.shown || this.error) {
      this.shown = shown;
      this.changed();
    }
    this.#schedule();
  }

  /**
   * The address can name a job that is older than those of the list.
   *
   * @param {Job[]} jobs
   * @param {AbortSignal} signal
   */
  async #withAddressed(jobs, signal) {
    const { job: id } = state.params;
    if (!id || jobs.some((job) => job.id === id)) {
      return jobs;
    }
    try {
      return [...jobs, await readJob(id, signal)];
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) {
        set({ job: '' });
        return jobs;
      }
      throw error;
    }
  }

  #schedule() {
    const { error } = this;
    if (error instanceof ApiError && (error.isTemporary || (error.status >= 400 && error.status < 500))) {
      // The box of the error reads again, after the time that the service names or when the user wants it.
      return;
    }
    const isBusy = this.error !== null || this.jobs.some(isActive);
    this.timer = setTimeout(() => void this.#tick(), isBusy ? ACTIVE_MS : IDLE_MS);
  }

  #tick() {
    if (document.hidden) {
      this.#schedule();
      return;
    }
    void this.refresh();
  }

  /** Replaces a job by what the service has responded. @param {Job} job */
  put(job) {
    const at = this.jobs.findIndex(({ id }) => id === job.id);
    this.jobs = at < 0 ? [job, ...this.jobs] : this.jobs.with(at, job);
    this.changed();
  }
}
