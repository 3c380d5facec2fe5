/**
 * The model view: a thumbnail and a pattern for each head. One tab stop; arrow keys move.
 *
 * @import { Heads } from './heads.js'
 * @import { Selection } from './selection.js'
 */
import { h, replace } from '../dom/dom.js';
import { LETTERS, patternOf } from './patterns.js';
import { selectHead } from './selection.js';
import { byteScale, paintThumbnail, sideOf } from './thumbnail.js';

/** With more heads there is room for a letter only. */
const MAX_HEADS_WITH_NAMES = 8;

export class HeadGrid {
  constructor() {
    /** @type {Heads | null} */
    this.heads = null;
    /** @type {{button: HTMLButtonElement, canvas: HTMLCanvasElement}[][]} */
    this.cells = [];
    this.size = h('span', { class: 'dim' });
    this.grid = h('div', { class: 'att-hgrid', role: 'group', 'aria-label': 'Heads' });
    this.letters = h('p', { class: 'note att-letters' });
    this.element = h(
      'section',
      { class: 'panel', 'aria-label': 'All heads' },
      h('header', {}, h('h2', {}, 'All heads'), this.size),
      this.grid,
      this.letters,
    );
    this.grid.addEventListener('keydown', (event) => this.#key(event));
  }

  /**
   * Builds the grid of a model.
   *
   * @param {Heads} heads
   */
  build(heads) {
    const { size, numLayers, numHeads, patterns } = heads;
    this.heads = heads;
    const hasLetters = numHeads > MAX_HEADS_WITH_NAMES;
    this.cells = patterns.map((layer, l) =>
      layer.map((head, k) => cell(l, k, head, { hasLetters, side: sideOf(size) })),
    );
    this.size.textContent = `${numLayers} layers × ${numHeads} heads`;
    this.grid.style.setProperty('--heads', String(numHeads));
    this.grid.classList.toggle('dense', hasLetters);
    replace(
      this.grid,
      h('span', {}),
      patterns[0].map((_, k) => h('span', { class: 'axis' }, hasLetters ? String(k) : `Head ${k}`)),
      this.cells.map((layer, l) => [h('span', { class: 'axis' }, `L${l}`), layer.map(({ button }) => button)]),
    );
    replace(this.letters, hasLetters && LETTERS.map(({ letter, name }) => [h('b', {}, letter), ` ${name}  `]));
  }

  /**
   * Paints the heads of a layer.
   *
   * @param {Heads} heads
   * @param {number} layer
   * @param {boolean} hidesFirst
   */
  paint({ triangles, size }, layer, hidesFirst) {
    const options = { scale: byteScale(), hidesFirst };
    for (const [head, { canvas }] of this.cells[layer].entries()) {
      const triangle = triangles[layer][head];
      if (triangle) {
        paintThumbnail(canvas, triangle, size, options);
      }
    }
  }

  /** @param {Selection} selected */
  mark(selected) {
    for (const [layer, cells] of this.cells.entries()) {
      for (const [head, { button }] of cells.entries()) {
        const isSelected = layer === selected.layer && head === selected.head;
        button.setAttribute('aria-pressed', String(isSelected));
        button.tabIndex = isSelected ? 0 : -1;
      }
    }
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const { layer, head } = event.target instanceof HTMLElement ? event.target.dataset : {};
    const [down, right] =
      { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key] ?? [];
    const cell = this.cells[Number(layer) + (down ?? NaN)]?.[Number(head) + (right ?? NaN)];
    if (down !== undefined) {
      event.preventDefault();
      event.stopPropagation();
      cell?.button.focus();
    }
  }
}

/**
 * @param {number} layer
 * @param {number} head
 * @param {import('./heads.js').Head} statistics
 * @param {{hasLetters: boolean, side: number}} options side: pixels of the picture
 */
function cell(layer, head, { pattern, distance }, { hasLetters, side }) {
  const { name, letter, text } = patternOf(pattern);
  const canvas = h('canvas', { width: side, height: side, 'aria-hidden': 'true' });
  const button = h(
    'button',
    {
      type: 'button',
      class: 'att-head',
      'data-layer': layer,
      'data-head': head,
      'aria-label': `Layer ${layer}, head ${head}: ${name}`,
      title: `Layer ${layer}, head ${head}. ${text} Mean distance ${distance.toFixed(1)} tokens.`,
      onclick: () => selectHead(layer, head),
    },
    canvas,
    h('span', { class: pattern === 'mixed' ? 'att-badge' : 'att-badge named' }, hasLetters ? letter : name),
  );
  return { button, canvas };
}
