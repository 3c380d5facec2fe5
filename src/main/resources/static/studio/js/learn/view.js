/** Learn: short pages about language models, with figures of the text at hand. */
import { h, redraw } from '../dom/dom.js';
import { isAbort } from '../core/api.js';
import { readArchitecture } from '../core/architecture.js';
import { modelName } from '../core/models.js';
import { link, locked, on, set, state } from '../core/store.js';
import { tokens } from '../text/document.js';
import { FIGURES } from './figures.js';
import { PAGES } from './pages.js';
import { path } from './path.js';

/**
 * @param {HTMLElement} root
 * @returns {() => void} ends the view
 */
export function show(root) {
  const contents = h('nav', { 'aria-label': 'Pages' });
  const essay = h('article', { class: 'essay' });
  const figure = h('figure', { class: 'fig' });
  const way = h('div', {});
  root.append(h('div', { class: 'cols learn' }, contents, essay, figure), way);
  let controller = new AbortController();
  let drawn = '';

  const draw = () => {
    const page = PAGES.find(({ id }) => id === state.params.page) ?? PAGES[0];
    const all = tokens(state.text);
    const key = [modelName(), page.id, locked(), ...all.map((token) => token.id)].join(' ');
    if (key === drawn || state.run.phase === 'running') {
      return;
    }
    drawn = key;
    controller.abort();
    controller = new AbortController();
    drawContents(contents, page.id);
    const own = h('p', { class: 'own' });
    drawEssay(essay, page, own);
    void fill(own, async () => page.own(await readArchitecture(modelName(), controller.signal)));
    const position = Math.max(1, Math.min(all.length - 1, locked() ?? all.length - 1));
    if (all.length > 1) {
      const ids = all.map((token) => token.id);
      void fill(figure, () => FIGURES[page.id](ids, position, controller.signal));
      void fill(way, () => path(ids, position, controller.signal));
    } else {
      redraw(
        figure,
        state.run.phase === 'restoring' ? null : h('figcaption', {}, 'Write a text to see a figure of it here.'),
      );
      way.replaceChildren();
    }
  };
  draw();
  const off = on(['params', 'text', 'run', 'theme'], draw);
  return () => {
    off();
    controller.abort();
  };
}

/**
 * @param {HTMLElement} contents
 * @param {string} current
 */
function drawContents(contents, current) {
  redraw(
    contents,
    h(
      'ol',
      { class: 'toc' },
      PAGES.map(({ id, title }) =>
        h(
          'li',
          {},
          h(
            'button',
            { type: 'button', 'aria-current': id === current ? 'page' : null, onclick: () => turnTo(id) },
            title,
          ),
        ),
      ),
    ),
  );
}

/**
 * @param {HTMLElement} essay
 * @param {import('./pages.js').Page} page
 * @param {HTMLElement} own the paragraph with the numbers of the model
 */
function drawEssay(essay, page, own) {
  const next = PAGES[PAGES.indexOf(page) + 1];
  redraw(
    essay,
    h('h2', {}, page.title),
    page.paragraphs.map((paragraph) => h('p', {}, paragraph)),
    own,
    h(
      'div',
      { class: 'try' },
      h('p', {}, h('b', {}, 'Try it. '), page.task),
      h('a', { class: 'go', href: link(page.view, page.params) }, 'Open the view'),
    ),
    next && h('button', { class: 'link', type: 'button', onclick: () => turnTo(next.id) }, `Next: ${next.title}`),
  );
}

/** @param {string} id */
function turnTo(id) {
  set({ page: id === PAGES[0].id ? '' : id }, { push: true });
}

/**
 * Shows what is computed; nothing if that fails, because the page is complete without it.
 *
 * @param {HTMLElement} element
 * @param {() => Promise<import('../dom/dom.js').Child>} compute
 */
async function fill(element, compute) {
  element.classList.add('pending');
  try {
    redraw(element, await compute());
  } catch (error) {
    if (isAbort(error)) {
      return;
    }
    element.replaceChildren();
  }
  element.classList.remove('pending');
}
