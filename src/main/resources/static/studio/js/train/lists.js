/**
 * The jobs and the files of the service, as tables with buttons that delete.
 *
 * @import { Desk } from './desk.js'
 * @import { Job, TextFile } from './service.js'
 */
import { h, redraw } from '../dom/dom.js';
import { plural } from '../dom/format.js';
import { notice } from '../dom/widgets.js';
import { isServed, loadModels } from '../core/models.js';
import { set, state } from '../core/store.js';
import { problemBox } from '../shell/problembox.js';
import { confirmed } from './confirm.js';
import { deleteFile, deleteModel, isActive } from './service.js';
import { bytes } from './uploads.js';
import { STATUS, moment, nameOf } from './words.js';

export class Lists {
  /** @param {Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.jobs = h('section', { class: 'panel jobs', 'aria-labelledby': 'jobs-title' });
    this.files = h('section', { class: 'panel', 'aria-labelledby': 'files-title' });
    this.problem = h('div', {});
    this.element = h(
      'div',
      { class: 'sect' },
      this.problem,
      h('div', { class: 'cols train-lists' }, this.jobs, this.files),
    );
    this.drawn = '';
  }

  draw() {
    this.element.hidden = this.desk.jobs.length + this.desk.files.length === 0;
    const { jobs, files, selected } = this.desk;
    const key = JSON.stringify([jobs, files, selected?.id, state.models.map(({ id }) => id)]);
    if (key === this.drawn) {
      return;
    }
    this.drawn = key;
    redraw(
      this.jobs,
      head('jobs-title', 'Jobs', jobs.length, 'job'),
      table(
        ['Text', 'Model', 'Created', 'Status', ''],
        jobs.map((job) => this.#job(job, job === selected)),
      ),
    );
    redraw(
      this.files,
      head('files-title', 'Files', files.length, 'file'),
      table(
        ['Name', 'Size', 'Uploaded', ''],
        files.map((file) => this.#file(file)),
      ),
    );
  }

  /**
   * @param {Job} job
   * @param {boolean} isShown
   */
  #job(job, isShown) {
    const name = nameOf(job.training_file, this.desk.files);
    const open = h(
      'button',
      {
        class: 'link',
        type: 'button',
        'aria-current': isShown ? 'true' : null,
        'data-job': job.id,
        onclick: () => {
          set({ job: job.id }, { push: true });
          document.getElementById('train-title')?.focus();
        },
      },
      name,
    );
    const { fine_tuned_model: model } = job;
    const status = STATUS[job.status] ?? job.status;
    return h(
      'tr',
      { class: isShown ? 'on' : null },
      h('th', { scope: 'row' }, open),
      h('td', { class: 'name' }, model ?? job.model),
      h('td', {}, moment(job.created_at)),
      h('td', {}, model !== null && !isServed(model) ? `${status}, model deleted` : status),
      h('td', {}, model !== null && isServed(model) && this.#delete(model, 'model', () => deleteModel(model))),
    );
  }

  /** @param {TextFile} file */
  #file(file) {
    const isUsed = this.desk.jobs.some(
      (job) => isActive(job) && (job.training_file === file.id || job.validation_file === file.id),
    );
    return h(
      'tr',
      {},
      h('th', { scope: 'row', class: 'name' }, file.filename),
      h('td', {}, bytes(file.bytes)),
      h('td', {}, moment(file.created_at)),
      h(
        'td',
        {},
        this.#delete(file.filename, 'file', () => deleteFile(file.id), isUsed),
      ),
    );
  }

  /**
   * @param {string} name
   * @param {string} kind
   * @param {() => Promise<unknown>} run
   * @param {boolean} [isUsed] by a job, so that it has to stay
   */
  #delete(name, kind, run, isUsed = false) {
    return h(
      'button',
      {
        class: 'btn small',
        type: 'button',
        'aria-label': `Delete the ${kind} ${name}`,
        disabled: isUsed,
        title: isUsed ? 'A job uses it.' : '',
        onclick: async () => {
          if (await confirmed(`Delete the ${kind} ${name}?`, 'This cannot be undone.', 'Delete')) {
            await this.#run(run, `${name} is deleted.`);
          }
        },
      },
      kind === 'model' ? 'Delete model' : 'Delete',
    );
  }

  /**
   * @param {() => Promise<unknown>} run
   * @param {string} said
   */
  async #run(run, said) {
    try {
      await run();
      this.problem.replaceChildren();
      notice(said);
      await Promise.all([this.desk.refresh(), loadModels()]);
    } catch (error) {
      redraw(
        this.problem,
        problemBox(error, () => void this.#run(run, said)),
      );
    }
  }
}

/**
 * @param {string} id
 * @param {string} title
 * @param {number} number
 * @param {string} noun
 */
function head(id, title, number, noun) {
  const text = number === 0 ? `no ${noun} yet` : plural(number, noun);
  return h('header', {}, h('h2', { id }, title), h('span', { class: 'dim' }, text));
}

/**
 * @param {string[]} columns
 * @param {HTMLElement[]} rows
 */
function table(columns, rows) {
  return (
    rows.length > 0 &&
    h(
      'div',
      { class: 'scroll-x' },
      h(
        'table',
        { class: 'plain' },
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            columns.map((text) => (text === '' ? h('td', {}) : h('th', { scope: 'col' }, text))),
          ),
        ),
        h('tbody', {}, rows),
      ),
    )
  );
}
