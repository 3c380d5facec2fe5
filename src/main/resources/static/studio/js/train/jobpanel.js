/**
 * One job: its heading, its figures, the loss curve, its events, and the buttons that pause, resume and cancel it.
 *
 * @import { Desk } from './desk.js'
 * @import { Job } from './service.js'
 */
import { h, oncePerFrame, redraw, replace, setText } from '../dom/dom.js';
import { stateBox } from '../dom/statebox.js';
import { ApiError } from '../core/api.js';
import { describe } from '../core/problems.js';
import { problemBox } from '../shell/problembox.js';
import { EventList } from './eventlist.js';
import { Feed } from './feed.js';
import { LossChart } from './losschart.js';
import { progressOf } from './progress.js';
import { act, isActive } from './service.js';
import { figuresOf, heading, optionsOf } from './words.js';

/** @typedef {'cancel' | 'pause' | 'resume'} Action */

/** @type {Record<Action, string>} */
const LABELS = { pause: 'Pause', resume: 'Resume', cancel: 'Cancel' };

export class JobPanel {
  /**
   * @param {Desk} desk
   * @param {() => void} ended called when a job ends that was active
   */
  constructor(desk, ended) {
    this.desk = desk;
    this.ended = ended;
    /** @type {Job | null} */
    this.job = null;
    /** @type {Feed | null} */
    this.feed = null;
    this.title = h('h2', { id: 'train-title', tabIndex: -1 });
    this.options = h('p', { class: 'note', id: 'train-options' });
    this.buttons = h('div', { class: 'row', id: 'train-actions' });
    const another = h('button', { class: 'btn train-another', type: 'button', onclick: toForm }, 'New job');
    this.figures = h('dl', { class: 'train-figures' });
    this.problem = h('div', {});
    this.chart = new LossChart();
    this.events = new EventList();
    this.redraw = oncePerFrame(() => this.draw());
    this.announced = h('p', { class: 'vh', role: 'status' });
    this.body = h('div', { class: 'cols train-top' }, this.chart.element, this.events.element);
    this.element = h(
      'section',
      { 'aria-labelledby': 'train-title' },
      h(
        'header',
        { class: 'nt-head' },
        this.title,
        this.options,
        h('div', { class: 'end row' }, this.buttons, another),
      ),
      this.announced,
      this.problem,
      this.figures,
      this.body,
    );
  }

  end() {
    this.feed?.stop();
    this.chart.end();
  }

  /** Stops the stream while the page is hidden, since a browser has few connections to a service. @param {boolean} isHidden */
  pause(isHidden) {
    if (isHidden) {
      this.feed?.stop();
    } else {
      this.feed?.resume();
    }
  }

  /** There is no job. */
  hide() {
    this.feed?.stop();
    this.job = null;
  }

  /** @param {Job} job */
  show(job) {
    const before = this.job;
    this.job = job;
    if (before?.id !== job.id) {
      this.feed?.stop();
      delete this.problem.dataset.key;
      this.problem.replaceChildren();
      this.feed = new Feed(job.id, () => this.#fed());
    } else if (isActive(before) && !isActive(job)) {
      this.ended();
    }
    this.draw();
  }

  /** The stream ends with the job, and each event can change its status. */
  #fed() {
    if (this.feed?.phase === 'ended' && this.job && isActive(this.job)) {
      void this.desk.refresh();
    }
    this.redraw();
  }

  draw() {
    const { job, feed } = this;
    if (!job || !feed) {
      return;
    }
    const progress = progressOf(feed.events);
    const hasLosses = progress.training.length + progress.evaluation.length > 0;
    setText(this.title, heading(job, progress));
    setText(this.options, `${optionsOf(job, this.desk.files)}.`);
    setText(this.announced, `The job is ${job.status === 'validating_files' ? 'reading the text' : job.status}.`);
    this.#drawButtons(job);
    this.#drawFigures(figuresOf(job, progress, Date.now() / 1000));
    this.#drawFailure(job, feed);
    // A job that ends before its first step has no curve.
    const isEmpty = !hasLosses && !isActive(job);
    this.figures.hidden = this.chart.element.hidden = isEmpty;
    this.body.classList.toggle('alone', isEmpty);
    this.chart.show(progress);
    this.events.show(feed);
  }

  /** @param {[string, string][]} figures */
  #drawFigures(figures) {
    if (this.figures.children.length !== figures.length) {
      replace(
        this.figures,
        figures.map(() => h('div', {}, h('dt', {}, ' '), h('dd', {}, ' '))),
      );
    }
    figures.forEach(([name, value], i) => {
      const [dt, dd] = this.figures.children[i].children;
      setText(dt, name);
      setText(dd, value);
    });
  }

  /** @param {Job} job */
  #drawButtons(job) {
    const actions = actionsOf(job);
    if (this.buttons.dataset.actions !== actions.join()) {
      this.buttons.dataset.actions = actions.join();
      redraw(
        this.buttons,
        actions.map((action) =>
          h(
            'button',
            { class: 'btn', type: 'button', id: `train-${action}`, onclick: () => void this.#act(action) },
            LABELS[action],
          ),
        ),
      );
    }
  }

  /** @param {Action} action */
  async #act(action) {
    const { job } = this;
    if (!job) {
      return;
    }
    try {
      this.problem.replaceChildren();
      this.desk.put(await act(job.id, action));
      void this.desk.refresh();
    } catch (error) {
      replace(
        this.problem,
        problemBox(error, () => void this.#act(action)),
      );
    }
  }

  /**
   * @param {Job} job
   * @param {Feed} feed
   */
  #drawFailure(job, feed) {
    const key = `${job.id} ${job.status} ${feed.phase}`;
    if (this.problem.dataset.key === key) {
      return;
    }
    this.problem.dataset.key = key;
    if (job.error && job.status === 'failed') {
      replace(this.problem, stateBox({ title: 'What went wrong', text: ended(job.error.message) }));
    } else if (feed.phase === 'broken') {
      const text = 'What the page received is kept. It connects again until the service responds.';
      replace(this.problem, stateBox({ title: 'The connection is lost', text, busy: true }));
    } else if (feed.phase === 'failed') {
      const error = feed.error instanceof ApiError ? feed.error : new ApiError(500, String(feed.error));
      const { title, text } = describe(error);
      replace(this.problem, stateBox({ title, text }));
    } else {
      this.problem.replaceChildren();
    }
  }
}

/** A message that can start with the name of a file, which keeps its case. @param {string} message */
function ended(message) {
  return /[.!?]$/.test(message) ? message : `${message}.`;
}

/** In a narrow window the options of a new job are below all others. */
function toForm() {
  document.getElementById('train-new')?.focus();
}

/** @param {Job} job @returns {Action[]} */
function actionsOf({ status }) {
  switch (status) {
    case 'paused':
      return ['resume', 'cancel'];
    case 'validating_files':
    case 'queued':
    case 'running':
      return ['pause', 'cancel'];
    default:
      return [];
  }
}
