/** The rail: a table of contents of the views. Below 760 px it is a bar of tabs. */
import { byId, h, replace, svg } from '../dom/dom.js';
import { link, on, state } from '../core/store.js';
import { VIEWS } from './views.js';
import { showKeys } from './keyboard.js';

export function startRail() {
  on(['view'], draw);
}

function draw() {
  const groups = [...new Set(VIEWS.map((view) => view.group))];
  replace(
    byId('rail'),
    groups.map((group) => [h('h2', {}, group), VIEWS.filter((view) => view.group === group).map(entry)]),
    h(
      'footer',
      {},
      h('p', {}, h('kbd', {}, '←'), ' ', h('kbd', {}, '→'), ' token'),
      h('p', {}, h('kbd', {}, '1'), ' to ', h('kbd', {}, '0'), ' view'),
      h('p', {}, h('button', { class: 'link', type: 'button', onclick: showKeys }, 'All keys')),
    ),
  );
  reveal();
}

/** Where the rail scrolls sideways, the current view is in its middle. */
function reveal() {
  const rail = byId('rail');
  const current = rail.querySelector('[aria-current]');
  if (current instanceof HTMLElement && rail.scrollWidth > rail.clientWidth) {
    rail.scrollLeft = current.offsetLeft - (rail.clientWidth - current.offsetWidth) / 2;
  }
}

/** @param {import('./views.js').View} view */
function entry({ id, name, glyph }) {
  const icon = svg(
    'svg',
    { width: 18, height: 18, viewBox: '0 0 18 18', 'aria-hidden': 'true' },
    svg('path', {
      d: glyph,
      fill: 'none',
      stroke: 'currentColor',
      'stroke-width': 1.4,
      'stroke-linejoin': 'round',
      'stroke-linecap': 'round',
    }),
  );
  return h('a', { href: link(id), 'data-view': id, 'aria-current': id === state.view ? 'page' : null }, icon, name);
}
