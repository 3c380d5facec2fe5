/**
 * The views of the page, in the order of the rail and of the number keys.
 *
 * @typedef {object} View
 * @property {string} id
 * @property {string} name
 * @property {string} group
 * @property {boolean} [hasText] false: the view is not about the text, which is hidden
 * @property {string} glyph path of an icon on an 18 by 18 grid
 * @property {() => Promise<{show: (root: HTMLElement) => (() => void)}>} load
 */

/** @type {View[]} */
export const VIEWS = [
  {
    id: 'write',
    name: 'Write',
    group: 'Text',
    glyph: 'M3 13.500 11.500 5l2.500 2.500L5.500 16H3zM10 6.500l2.500 2.500',
    load: () => import('../write/view.js'),
  },
  {
    id: 'next',
    name: 'Next token',
    group: 'Text',
    glyph: 'M3 4h11M3 8h7M3 12h4M3 16h2',
    load: () => import('../next/view.js'),
  },
  {
    id: 'attention',
    name: 'Attention',
    group: 'Text',
    glyph: 'M3 4 15 8M3 9l12-5M3 14 15 12M3 9l12 6',
    load: () => import('../attention/view.js'),
  },
  {
    id: 'importance',
    name: 'Importance',
    group: 'Text',
    glyph: 'M3 16v-4h3v4zM7.500 16V8h3v8zM12 16V3h3v13z',
    load: () => import('../importance/view.js'),
  },
  {
    id: 'layers',
    name: 'Layers',
    group: 'Text',
    glyph: 'M3 5h12M3 9h12M3 13h12M7 3v13M11 3v13',
    load: () => import('../layers/view.js'),
  },
  {
    id: 'beams',
    name: 'Beams',
    group: 'Text',
    glyph: 'M2 9h3l4-5h6M5 9h10M5 9l4 5h6',
    load: () => import('../beams/view.js'),
  },
  {
    id: 'weights',
    name: 'Weights',
    group: 'Model',
    hasText: false,
    glyph: 'M3 3h5v5H3zM10 3h5v5h-5zM3 10h5v5H3zM10 10h5v5h-5z',
    load: () => import('../weights/view.js'),
  },
  {
    id: 'cache',
    name: 'Cache',
    group: 'Model',
    glyph: 'M3 15V12h3V9h3V6h3V3h3v12z',
    load: () => import('../cache/view.js'),
  },
  {
    id: 'train',
    name: 'Train',
    group: 'Model',
    hasText: false,
    glyph: 'M3 3v12h12M5.500 5c1 5.500 3.500 7 9 7',
    load: () => import('../train/view.js'),
  },
  {
    id: 'metrics',
    name: 'Metrics',
    group: 'Service',
    hasText: false,
    glyph: 'M2 10h3l2-6 4 11 2-5h3',
    load: () => import('../metrics/view.js'),
  },
  {
    id: 'learn',
    name: 'Learn',
    group: 'Reading',
    hasText: false,
    glyph:
      'M9 5C7 3.500 4.500 3.500 2.500 4v11c2-.5 4.500-.5 6.500 1 2-1.500 4.500-1.500 6.500-1V4C13.500 3.500 11 3.500 9 5zM9 5v11',
    load: () => import('../learn/view.js'),
  },
];

/** @param {string} id */
export function viewOf(id) {
  return VIEWS.find((view) => view.id === id);
}
