/** Train: fine-tunes a model on the user's text, and shows what the job does and what the new model writes. */
import { h, redraw } from '../dom/dom.js';
import { stateBox } from '../dom/statebox.js';
import { notice } from '../dom/widgets.js';
import { ApiError } from '../core/api.js';
import { loadModels } from '../core/models.js';
import { on, set } from '../core/store.js';
import { problemBox } from '../shell/problembox.js';
import { Desk } from './desk.js';
import { Form } from './form.js';
import { JobPanel } from './jobpanel.js';
import { Lists } from './lists.js';
import { Sample } from './sample.js';
import { isActive } from './service.js';
import { nameOf } from './words.js';

/**
 * @param {HTMLElement} root
 * @returns {() => void} ends the view
 */
export function show(root) {
  const desk = new Desk(() => draw());
  const job = new JobPanel(desk, finished);
  const sample = new Sample();
  const lists = new Lists(desk);
  const form = new Form(desk, (created) => {
    desk.put(created);
    set({ job: created.id }, { push: true });
    void desk.refresh();
    job.title.focus();
    job.element.scrollIntoView({ block: 'nearest' });
  });
  const problem = h('div', {});
  const intro = introduction();
  const main = h('div', { class: 'train-main' }, intro, job.element, sample.element, lists.element);
  const body = h('div', { class: 'cols train', hidden: true }, main, form.element);
  root.append(problem, body);
  let models = '';
  let said = '';

  function draw() {
    const { error, isRead, selected } = desk;
    // The panel of a job that is active says that the connection is lost.
    const isSaid = isLost(error) && selected !== null && isActive(selected);
    showProblem(isSaid ? null : error);
    body.hidden = !isRead || isOff(error);
    intro.hidden = selected !== null;
    job.element.hidden = selected === null;
    sample.element.hidden = selected === null;
    if (selected) {
      job.show(selected);
      sample.show(selected);
    } else {
      job.hide();
    }
    if (!error) {
      job.feed?.retry();
    }
    lists.draw();
    form.draw();
    void readModels();
  }

  /** The same error is said once, however often it comes. @param {unknown} error */
  function showProblem(error) {
    const text = error instanceof ApiError ? `${error.status} ${error.message}` : String(error ?? '');
    if (text !== said || (error instanceof ApiError && error.isTemporary)) {
      said = text;
      redraw(problem, error ? problemOf(error, () => void desk.refresh()) : null);
    }
  }

  function finished() {
    const { selected } = desk;
    if (selected?.status === 'succeeded') {
      notice(`${nameOf(selected.training_file, desk.files)}: the new model is ready.`);
    }
  }

  /** The menu of the page offers the models of all jobs, also of those that another tab has started. */
  async function readModels() {
    const names = desk.jobs.map((each) => each.fine_tuned_model ?? '').join(' ');
    if (names !== models) {
      models = names;
      await loadModels().catch(() => (models = ''));
    }
  }

  const endings = [
    on(['params'], (_, keys) => {
      if (keys.includes('job')) {
        void desk.refresh();
        draw();
      }
    }),
    on(['service'], () => draw()),
  ];
  const hidden = () => {
    job.pause(document.hidden);
    if (!document.hidden) {
      void desk.refresh();
    }
  };
  document.addEventListener('visibilitychange', hidden);
  void desk.refresh();
  return () => {
    document.removeEventListener('visibilitychange', hidden);
    [...endings, ...[desk, job, sample, form].map((part) => () => part.end())].forEach((end) => end());
  };
}

/** @type {[string, string][]} */
const STEPS = [
  [
    'Upload a text',
    'A novel, notes, a log: 100 kB or more. The first 5% of it measures the model, and is not learned.',
  ],
  [
    'Choose a model and its options',
    'The embedded model learns well at a learning rate of 1e-3. The base model stays as it is.',
  ],
  [
    'Start',
    'The loss appears here while the model learns, and then what it writes before and after. The new model is in the menu at the top ' +
      'left, and in the API.',
  ],
];

function introduction() {
  return h(
    'section',
    { 'aria-labelledby': 'train-intro' },
    h('header', { class: 'nt-head' }, h('h2', { id: 'train-intro' }, 'Fine-tune a model on your text')),
    h(
      'ol',
      { class: 'train-steps' },
      STEPS.map(([title, text]) => h('li', {}, h('h3', {}, title), h('p', { class: 'note' }, text))),
    ),
  );
}

/** Whether the service may return without the user. @param {unknown} error */
function isLost(error) {
  return error instanceof ApiError && !error.isTemporary && (error.status === 0 || error.status >= 500);
}

/** Whether the service does not fine-tune, or a proxy hides that it does. @param {unknown} error */
function isOff(error) {
  return error instanceof ApiError && error.status === 404;
}

/**
 * @param {unknown} error
 * @param {() => void} again
 */
function problemOf(error, again) {
  if (error instanceof ApiError && isOff(error) && error.path === null) {
    const text =
      'Its operator turns it on with the setting inkwell.fine-tuning.folder, which names a folder for files, jobs and models: ' +
      'java -jar inkwell.jar --inkwell.fine-tuning.folder=/path/to/folder';
    return stateBox({ title: 'Fine-tuning is off on this service', text });
  }
  return problemBox(error, again);
}
