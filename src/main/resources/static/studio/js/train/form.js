/**
 * The options of a new job, and the button that starts it. What was entered stays until the page is left.
 *
 * @import { Desk } from './desk.js'
 * @import { Job } from './service.js'
 */
import { h, redraw } from '../dom/dom.js';
import { press, segments } from '../dom/widgets.js';
import { ApiError } from '../core/api.js';
import { baseName } from '../core/models.js';
import { state } from '../core/store.js';
import { problemBox } from '../shell/problembox.js';
import { EPOCHS, MAIN, MORE, STEPS, bodyOf, fieldOf } from './fields.js';
import { Input, fill, menu } from './inputs.js';
import { createJob } from './service.js';
import { Uploads } from './uploads.js';
import { moment } from './words.js';

const HELD_OUT = 'The first 5% of the training text';

/** Texts of the fields. @type {Record<string, string>} */
const entered = {};

/** @type {'epochs' | 'steps'} */
let length = 'epochs';

export class Form {
  /**
   * @param {Desk} desk
   * @param {(job: Job) => void} started
   */
  constructor(desk, started) {
    this.desk = desk;
    this.started = started;
    this.isSending = false;
    this.uploads = new Uploads((file) => {
      desk.files = [file, ...desk.files];
      desk.changed();
      this.training.select.value = file.id;
      this.draw();
      void desk.refresh();
    });
    this.training = menu('train-training', 'Training text', 'The text that the model learns.');
    this.evaluation = menu('train-evaluation', 'Evaluation text', 'Measures the model. It does not learn from it.');
    this.model = menu('train-model', 'Base model', 'The model to start from. It stays as it is.');
    this.lengths = segments(
      'Length of the job',
      /** @type {const} */ ([
        ['epochs', 'Epochs'],
        ['steps', 'Steps'],
      ]),
      length,
      (picked) => this.#setLength(picked),
    );
    const input = (/** @type {import('./fields.js').Field} */ field) =>
      new Input(field, entered[field.name] ?? '', (text) => {
        entered[field.name] = text;
        this.draw();
      });
    this.lengthInputs = { epochs: input(EPOCHS), steps: input(STEPS) };
    this.others = [...MAIN, ...MORE].map(input);
    this.go = h('button', { class: 'go', id: 'train-start' }, 'Start');
    this.why = h('p', { class: 'note', id: 'train-why' });
    this.problem = h('div', {});
    this.go.setAttribute('aria-describedby', 'train-why');
    this.element = this.#build();
    this.uploads.watch();
    this.#setLength(length);
  }

  #build() {
    const more = h('details', {}, h('summary', {}, 'More options'));
    more.append(this.evaluation.element, ...this.others.slice(MAIN.length).map(({ element }) => element));
    more.open = MORE.some(({ name }) => entered[name]);
    return h(
      'form',
      { class: 'controls train-form', 'aria-label': 'New job', onsubmit: (/** @type {Event} */ e) => this.#submit(e) },
      h('h2', { class: 'hd', id: 'train-new', tabIndex: -1 }, 'New job'),
      this.uploads.element,
      this.training.element,
      this.model.element,
      h('div', { class: 'ctl ctl-line length' }, h('b', {}, 'Length'), this.lengths),
      this.lengthInputs.epochs.element,
      this.lengthInputs.steps.element,
      this.others.slice(0, MAIN.length).map(({ element }) => element),
      more,
      h('div', { class: 'train-go' }, this.go, this.why),
      this.problem,
    );
  }

  end() {
    this.uploads.end();
  }

  /** Shows the files and models there are. */
  draw() {
    const files = this.desk.files.map((file) => /** @type {[string, string]} */ ([file.id, this.#nameOf(file)]));
    fill(this.training.select, files.length > 0 ? files : [['', 'No file yet']]);
    fill(this.evaluation.select, [['', HELD_OUT], ...files]);
    // A job cannot start from an adapter.
    const bases = state.models.filter(({ base }) => base === null);
    const models = bases.map(({ id }) => /** @type {[string, string]} */ ([id, id]));
    fill(this.model.select, models, this.model.select.value || baseName());
    this.training.select.disabled = files.length === 0;
    const why = this.#missing();
    this.why.textContent = why ?? '';
    this.go.disabled = why !== null;
  }

  /** The name of a file, with its time if another one has the same. @param {import('./service.js').TextFile} file */
  #nameOf({ filename, created_at: time }) {
    const isOnly = this.desk.files.filter((file) => file.filename === filename).length === 1;
    return isOnly ? filename : `${filename}, ${moment(time)}`;
  }

  /** What the user has to do first. */
  #missing() {
    if (this.training.select.value === '') {
      return 'Upload a text first.';
    }
    const wrong = this.#inputs().find(({ value }) => value === undefined);
    return wrong ? `${wrong.field.label}: ${rule(wrong.field)}.` : null;
  }

  #inputs() {
    return [this.lengthInputs[length], ...this.others];
  }

  /** @param {'epochs' | 'steps'} picked */
  #setLength(picked) {
    length = picked;
    press(this.lengths, picked === 'epochs' ? 0 : 1);
    this.lengthInputs.epochs.element.hidden = picked !== 'epochs';
    this.lengthInputs.steps.element.hidden = picked !== 'steps';
    this.draw();
  }

  /** @param {Event} event */
  #submit(event) {
    event.preventDefault();
    void this.#start();
  }

  async #start() {
    if (this.#missing() !== null || this.isSending) {
      return;
    }
    const values = Object.fromEntries(this.#inputs().map(({ field, value }) => [field.name, value ?? null]));
    if (length === 'steps' && values.max_steps === null) {
      values.max_steps = Number(STEPS.placeholder);
    }
    const chosen = {
      model: this.model.select.value,
      training: this.training.select.value,
      evaluation: this.evaluation.select.value,
    };
    this.isSending = true;
    try {
      const job = await createJob(bodyOf(chosen, values));
      redraw(this.problem);
      this.started(job);
    } catch (error) {
      const wrong = error instanceof ApiError && error.param ? fieldOf(error.param) : '';
      this.#inputs().forEach((input) => input.mark(input.field.name === wrong));
      redraw(
        this.problem,
        problemBox(error, () => void this.#start()),
      );
    }
    this.isSending = false;
  }
}

/** What a field takes. @param {import('./fields.js').Field} field */
function rule({ kind, min = 0, max, exclusive }) {
  if (kind === 'name') {
    return `at most ${max} characters`;
  }
  const noun = kind === 'whole' ? 'a whole number' : 'a number';
  const range = exclusive ? `above ${min}` : max === undefined ? `of ${min} or more` : `from ${min} to ${max}`;
  return `${noun} ${range}`;
}
