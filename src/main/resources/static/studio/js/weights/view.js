/**
 * Weights: every tensor of the model, and one of them as a heat map.
 *
 * @import { Tensor } from './tensors.js'
 */
import { h, redraw, replace } from '../dom/dom.js';
import { capitalized, fixed } from '../dom/format.js';
import { stateBox } from '../dom/statebox.js';
import { isAbort } from '../core/api.js';
import { on, set, state } from '../core/store.js';
import { problemBox } from '../shell/problembox.js';
import { HeatMap } from './heatmap.js';
import { drawList, histogram } from './list.js';
import { positions } from './positions.js';
import { readTensors, shapeOf } from './tensors.js';

const FIRST = 'wpe.weight';

/**
 * @param {HTMLElement} root
 * @returns {() => void} ends the view
 */
export function show(root) {
  const view = new Weights(root);
  const off = on(['params', 'service', 'theme'], (topic, keys) => {
    if (topic === 'service' || keys.includes('m')) {
      void view.load();
    } else if (topic === 'theme') {
      view.map?.paint();
    } else if (keys.includes('w')) {
      view.draw();
    } else if (keys.some((key) => ['x', 'y', 'z', 'cell'].includes(key))) {
      view.map?.update();
    }
  });
  void view.load();
  return () => {
    off();
    view.end();
  };
}

class Weights {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.problem = h('div', {});
    this.list = h('nav', { class: 'panel wl', 'aria-label': 'Tensors' });
    this.main = h('section', { class: 'panel wm', 'aria-label': 'Tensor' });
    root.append(this.problem, h('div', { class: 'cols wv' }, this.list, this.main));
    this.controller = new AbortController();
    /** @type {Tensor[]} */
    this.tensors = [];
    /** @type {HeatMap | null} */
    this.map = null;
    this.resize = new ResizeObserver(() => this.map?.update());
    this.resize.observe(this.main);
  }

  async load() {
    this.controller.abort();
    this.controller = new AbortController();
    const waiting = setTimeout(() => {
      const text = 'The service reads all weights once. This takes about a second for each gigabyte.';
      replace(this.problem, stateBox({ title: 'Reading the weights', text, busy: true }));
    }, 600);
    try {
      this.tensors = await readTensors(this.controller.signal);
      this.problem.replaceChildren();
      this.draw();
    } catch (error) {
      if (!isAbort(error)) {
        this.#fail(error);
      }
    } finally {
      clearTimeout(waiting);
    }
  }

  draw() {
    const tensor = this.tensors.find(({ name }) => name === (state.params.w ?? FIRST)) ?? this.tensors[0];
    if (!tensor) {
      return;
    }
    drawList(this.list, this.tensors, tensor.name);
    this.map?.end();
    const value = h('p', { class: 'sum', id: 'weight-value', role: 'status' });
    const map = new HeatMap(
      tensor,
      (text) => (value.textContent = text),
      (error) => this.#fail(error),
    );
    this.map = map;
    const extra = h('div', {});
    redraw(
      this.main,
      h(
        'header',
        {},
        h('h2', {}, tensor.name),
        h('span', { class: 'dim' }, `${shapeOf(tensor)}, ${tensor.dtype}`),
      ),
      h('p', { class: 'note' }, `${capitalized(tensor.meaning)}.`),
      this.#tools(map),
      map.canvas,
      value,
      h('p', { class: 'note' }, 'Drag to move. Click a cell or use the arrow keys to read its value.'),
      figures(tensor),
      extra,
    );
    map.update();
    if (tensor.name === FIRST) {
      positions(tensor, this.controller.signal).then(
        (element) => extra.isConnected && extra.replaceChildren(element),
        (error) => isAbort(error) || this.#fail(error),
      );
    }
  }

  /** @param {HeatMap} map */
  #tools(map) {
    return h(
      'div',
      { class: 'heatbar' },
      h('button', { class: 'btn', type: 'button', 'aria-label': 'Zoom in', onclick: () => map.zoom(1.5) }, '+'),
      h('button', { class: 'btn', type: 'button', 'aria-label': 'Zoom out', onclick: () => map.zoom(0.66) }, '−'),
      h('button', { class: 'btn', type: 'button', onclick: () => set({ x: '', y: '', z: '' }) }, 'Whole width'),
      h('span', { class: 'legend' }, fixed(-map.reach), h('i', { class: 'fulldiv' }), fixed(map.reach)),
    );
  }

  /** @param {unknown} error */
  #fail(error) {
    replace(
      this.problem,
      problemBox(error, () => void this.load()),
    );
  }

  end() {
    this.controller.abort();
    this.map?.end();
    this.resize.disconnect();
  }
}

/** @param {Tensor} tensor */
function figures({ mean, std, min, max, norm, histogram: { from, to, counts } }) {
  const values = [
    ['Mean', fixed(mean, 4)],
    ['Standard deviation', fixed(std, 4)],
    ['Minimum', fixed(min)],
    ['Maximum', fixed(max)],
    ['Norm', fixed(norm, 1)],
  ];
  return h(
    'div',
    { class: 'wfig' },
    h(
      'div',
      {},
      h('h3', {}, 'Histogram (square root of the counts)'),
      histogram(counts, 340, 70),
      h('div', { class: 'ends' }, h('span', {}, fixed(from)), h('span', {}, fixed(to))),
    ),
    h(
      'dl',
      { class: 'figs' },
      values.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))),
    ),
  );
}
