/**
 * The frame of the lattice: it scrolls, and follows the pointer and the arrow keys. The lattice is drawn again if the width changes.
 *
 * @import { Tree } from './search.js'
 */
import { h, replace } from '../dom/dom.js';
import { Lattice } from './lattice.js';

export class Frame {
  /**
   * @param {{point: (id: number | null) => void, keep: (id: number) => void, current: () => number, built: () => void}} actions
   *   point: at a node; keep: its path; current: the node whose path is shown; built: a lattice was drawn
   */
  constructor(actions) {
    this.actions = actions;
    /** @type {Tree | null} */
    this.tree = null;
    /** @type {Lattice | null} */
    this.lattice = null;
    this.start = '';
    this.width = 0;
    this.element = h('div', {
      class: 'scroll-x lattice-box',
      tabIndex: 0,
      role: 'group',
      'aria-label': 'Lattice. The arrow keys follow its tokens.',
      'aria-describedby': 'beam-sum',
    });
    this.element.addEventListener('pointerover', (event) => actions.point(idOf(event)));
    this.element.addEventListener('pointerleave', () => actions.point(null));
    this.element.addEventListener('blur', () => actions.point(null));
    this.element.addEventListener('click', (event) => this.#keep(idOf(event)));
    this.element.addEventListener('keydown', (event) => this.#key(event));
    this.resize = new ResizeObserver(() => this.#build());
    this.resize.observe(this.element);
  }

  end() {
    this.resize.disconnect();
  }

  /**
   * @param {Tree} tree
   * @param {string} start the last token of the context
   */
  show(tree, start) {
    this.tree = tree;
    this.start = start;
    this.width = 0;
    this.#build();
  }

  #build() {
    const width = this.element.clientWidth;
    if (!this.tree || width === 0 || width === this.width) {
      return;
    }
    this.width = width;
    this.lattice = new Lattice(this.tree, { width, start: this.start });
    replace(this.element, this.lattice.element);
    this.actions.built();
  }

  /** Scrolls the column of a step into sight. @param {number} step */
  reveal(step) {
    const { element, lattice } = this;
    if (lattice) {
      const x = lattice.layout.left + (step - 1) * lattice.layout.column;
      const isSeen = x >= element.scrollLeft && x + lattice.layout.column <= element.scrollLeft + element.clientWidth;
      if (!isSeen) {
        element.scrollLeft = x - element.clientWidth / 2;
      }
    }
  }

  /** @param {number | null} id */
  #keep(id) {
    if (id !== null) {
      this.actions.keep(id);
    }
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (!this.lattice) {
      return;
    }
    if (event.key.startsWith('Arrow')) {
      event.preventDefault();
      const next = this.lattice.next(this.actions.current(), event.key);
      this.actions.point(next);
      this.lattice.nodes.get(next)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    } else if (event.key === 'Enter') {
      this.actions.keep(this.actions.current());
    }
  }
}

/** @param {Event} event */
function idOf(event) {
  const node = event.target instanceof Element ? event.target.closest('[data-id]') : null;
  return node ? Number(node.getAttribute('data-id')) : null;
}
