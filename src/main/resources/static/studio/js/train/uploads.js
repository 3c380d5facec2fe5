/**
 * Where files are dropped or chosen. They are uploaded one after the other.
 *
 * @import { TextFile } from './service.js'
 */
import { h, redraw } from '../dom/dom.js';
import { plural } from '../dom/format.js';
import { isAbort, requestBytes } from '../core/api.js';
import { problemBox } from '../shell/problembox.js';
import { upload } from './service.js';

const ENDINGS = ['.txt', '.jsonl'];

/** For those who have no text at hand: the description of the API, which every service has. */
const EXAMPLE = { path: 'openapi.yaml', name: 'api-description.txt' };

export class Uploads {
  /** @param {(file: TextFile) => void} taken called for each file that the service has taken */
  constructor(taken) {
    this.taken = taken;
    this.controller = new AbortController();
    this.watching = new AbortController();
    this.input = h('input', {
      type: 'file',
      class: 'vh',
      id: 'train-upload',
      accept: ENDINGS.join(','),
      multiple: true,
      tabIndex: -1,
      'aria-hidden': 'true',
      onchange: () => void this.#chosen(),
    });
    this.said = h('div', { class: 'upload-said' });
    this.button = h('button', { class: 'btn', type: 'button', onclick: () => this.input.click() }, 'Choose a file');
    this.element = h(
      'div',
      { class: 'drop' },
      this.input,
      h('p', {}, 'Drop a text here, or ', this.button),
      h(
        'p',
        { class: 'note' },
        '.txt in UTF-8, or .jsonl with {"text": …} or {"prompt": …, "completion": …} in each line. ',
        h('button', { class: 'link', type: 'button', onclick: () => void this.#example() }, 'Use an example'),
        ': the description of this API.',
      ),
      this.said,
    );
  }

  /** Takes files that are dropped anywhere on the page. Without this the browser would leave the page and open the file. */
  watch() {
    const { signal } = this.watching;
    const mark = (/** @type {boolean} */ on) => this.element.classList.toggle('over', on);
    addEventListener(
      'dragover',
      (event) => {
        if (event.dataTransfer?.types.includes('Files')) {
          event.preventDefault();
          mark(true);
        }
      },
      { signal },
    );
    addEventListener('dragleave', (event) => event.relatedTarget === null && mark(false), { signal });
    addEventListener(
      'drop',
      (event) => {
        event.preventDefault();
        mark(false);
        void this.send([...(event.dataTransfer?.files ?? [])]);
      },
      { signal },
    );
  }

  end() {
    this.controller.abort();
    this.watching.abort();
  }

  #chosen() {
    const files = [...(this.input.files ?? [])];
    // The same file can be chosen again after it was changed.
    this.input.value = '';
    return this.send(files);
  }

  async #example() {
    try {
      const content = await requestBytes(EXAMPLE.path, this.watching.signal);
      await this.send([new File([content], EXAMPLE.name, { type: 'text/plain' })]);
    } catch (error) {
      redraw(this.said, isAbort(error) ? '' : problemBox(error, () => void this.#example()));
    }
  }

  /** @param {File[]} files */
  async send(files) {
    for (const file of files) {
      const reason = rejected(file);
      if (reason) {
        redraw(this.said, h('p', { class: 'note', role: 'alert' }, reason));
        return;
      }
    }
    this.controller.abort();
    this.controller = new AbortController();
    const { signal } = this.controller;
    for (const [i, file] of files.entries()) {
      this.#drawProgress(file);
      try {
        this.taken(await upload(file, signal));
      } catch (error) {
        const left = files.slice(i);
        redraw(this.said, isAbort(error) ? '' : problemBox(error, () => void this.send(left)));
        return;
      }
    }
    redraw(this.said);
  }

  /** @param {File} file */
  #drawProgress({ name, size }) {
    redraw(
      this.said,
      h('div', { class: 'wait', 'aria-hidden': 'true' }),
      h(
        'div',
        { class: 'row' },
        h('p', { class: 'note', role: 'status' }, `Uploading ${name}, ${bytes(size)}.`),
        h('button', { class: 'btn small', type: 'button', onclick: () => this.controller.abort() }, 'Stop'),
      ),
    );
  }
}

/** @param {File} file */
function rejected({ name, size }) {
  if (!ENDINGS.some((ending) => name.toLowerCase().endsWith(ending))) {
    return `${name} is neither a .txt nor a .jsonl file. Rename a plain text to .txt.`;
  }
  return size === 0 ? `${name} is empty.` : null;
}

/** @param {number} size */
export function bytes(size) {
  if (size < 1000) {
    return plural(size, 'byte');
  }
  const [unit, divisor] = size < 1e6 ? ['kB', 1e3] : size < 1e9 ? ['MB', 1e6] : ['GB', 1e9];
  const value = size / Number(divisor);
  return `${value.toFixed(value < 10 ? 1 : 0)} ${unit}`;
}
