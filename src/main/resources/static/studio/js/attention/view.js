/**
 * Attention: all heads, one head as lines and as a matrix, and the arithmetic of a weight.
 *
 * @import { Heads } from './heads.js'
 * @import { Scores, Vectors } from './scores.js'
 */
import { h, oncePerFrame, replace } from '../dom/dom.js';
import { fixed } from '../dom/format.js';
import { isAbort } from '../core/api.js';
import { link, on, state } from '../core/store.js';
import { TextExplanation } from '../text/explanation.js';
import { tokens } from '../text/document.js';
import { Arithmetic } from './arithmetic.js';
import { drawDistance } from './distance.js';
import { Experiment } from './experiment.js';
import { HeadGrid } from './headgrid.js';
import { HeadView } from './headview.js';
import { heads } from './heads.js';
import { drawInk } from './inkoftext.js';
import { Matrix } from './matrix.js';
import { patternOf } from './patterns.js';
import { pictureOf } from './picture.js';
import { presets } from './presets.js';
import { scores, vectors } from './scores.js';
import { PARAMS, selection } from './selection.js';

/**
 * @param {HTMLElement} root
 * @returns {() => void} ends the view
 */
export function show(root) {
  const view = new Attention(root);
  const off = on(['params', 'text', 'hover', 'theme'], (topic, keys) => {
    if (topic === 'hover') {
      view.point();
    } else if (topic === 'theme') {
      view.paint();
    } else if (topic === 'text') {
      view.draw();
    } else if (keys.some((key) => PARAMS.includes(key))) {
      void view.select(keys.includes('first'));
    }
  });
  return () => {
    off();
    view.end();
  };
}

class Attention {
  #selecting = new AbortController();

  /** @param {HTMLElement} root */
  constructor(root) {
    /** @type {number[]} */
    this.ids = [];
    /** @type {Heads | null} */
    this.heads = null;
    /** @type {{layer: number, head: number, scores: Scores, vectors: Vectors} | null} */
    this.exact = null;
    /** @type {number | null} The token at the right that the pointer is over. */
    this.target = null;
    this.point = oncePerFrame(() => this.#point());
    this.grid = new HeadGrid();
    this.facts = h('p', { class: 'note', id: 'head-facts' });
    this.distance = h('div', {});
    this.lines = new HeadView({
      point: (target) => {
        this.target = target;
        this.point();
      },
    });
    this.matrix = new Matrix();
    this.arithmetic = new Arithmetic();
    this.experiment = new Experiment();
    this.grid.element.append(this.facts, h('h3', { class: 'att-gap' }, 'Attention by distance'), this.distance);
    this.matrix.element.append(this.arithmetic.element);
    this.body = h(
      'div',
      {},
      h('div', { class: 'cols attention' }, this.grid.element, this.lines.element, this.matrix.element),
      this.experiment.element,
    );
    root.append(caution(), presets());
    this.explanation = new TextExplanation(
      root,
      this.body,
      (ids, signal) => this.#read(ids, signal),
      () => this.#show(),
    );
  }

  /**
   * Reads the heads of a text.
   *
   * @param {number[]} ids
   * @param {AbortSignal} signal
   */
  async #read(ids, signal) {
    // The scores and heads of another text must not be drawn over this one.
    this.#selecting.abort();
    this.ids = ids;
    this.exact = null;
    this.heads = null;
    this.heads = await heads(ids, {
      signal,
      started: (part) => this.#start(part),
      arrived: (part, layer) => this.grid.paint(part, layer, selection(part).hidesFirst),
    });
    return this.heads;
  }

  /** Shows the grid, whose layers are painted as they arrive. @param {Heads} part */
  #start(part) {
    this.heads = part;
    this.body.hidden = false;
    this.grid.build(part);
  }

  #show() {
    if (this.heads && this.grid.heads !== this.heads) {
      this.grid.build(this.heads);
      this.#paintHeads();
    }
    void this.select(false).then(() => this.experiment.load());
  }

  /**
   * Shows the head of the address.
   *
   * @param {boolean} repaints whether the thumbnails change too
   */
  async select(repaints) {
    const { heads: found, ids } = this;
    if (!found) {
      return;
    }
    const { layer, head } = selection(found);
    if (repaints) {
      this.#paintHeads();
    }
    if (this.exact?.layer !== layer || this.exact.head !== head) {
      this.exact = null;
      this.#selecting.abort();
      this.#selecting = new AbortController();
      const { signal } = this.#selecting;
      try {
        const [exact, pairs] = await Promise.all([scores(ids, layer, head, signal), vectors(ids, layer, head, signal)]);
        this.exact = { layer, head, scores: exact, vectors: pairs };
      } catch (error) {
        if (!isAbort(error)) {
          this.explanation.fail(error);
        }
        return;
      }
    }
    this.draw();
  }

  /** Paints everything again. Asks the service for nothing. */
  paint() {
    if (this.heads) {
      this.#paintHeads();
      this.draw();
      this.experiment.paint();
    }
  }

  /** Draws the selected head. */
  draw() {
    const picture = this.#picture();
    if (!picture) {
      return;
    }
    const { selected, heads: found, scores: exact } = picture;
    this.grid.mark(selected);
    this.lines.draw(picture);
    this.matrix.draw(picture);
    this.arithmetic.draw(picture);
    if (exact) {
      drawDistance(this.distance, exact);
    }
    this.experiment.select(selected);
    const { pattern, distance, entropy } = found.patterns[selected.layer][selected.head];
    replace(
      this.facts,
      'Rows attend, columns are attended to. ',
      h('b', {}, `Layer ${selected.layer}, head ${selected.head}: `),
      `${patternOf(pattern).text} Mean distance ${fixed(distance, 1)} tokens, entropy ${fixed(entropy)} nats.`,
    );
    drawInk(picture);
  }

  /** Draws what the pointer changes. */
  #point() {
    const picture = this.#picture();
    if (picture) {
      this.lines.focus(picture);
      this.matrix.focus(picture);
      this.arithmetic.draw(picture);
      drawInk(picture);
    }
  }

  end() {
    this.explanation.end();
    this.#selecting.abort();
    this.experiment.end();
    this.heads = null;
  }

  /** What to draw; null while a text is being written or read. */
  #picture() {
    const all = tokens(state.text);
    const isShown = all.length === this.ids.length && all.every(({ id }, i) => id === this.ids[i]);
    if (!this.heads || !isShown || this.body.hidden) {
      return null;
    }
    const { scores: exact = null, vectors: pairs = null } = this.exact ?? {};
    const texts = all.map((token) => token.text);
    const parts = { tokens: texts, heads: this.heads, scores: exact, vectors: pairs, selected: selection(this.heads) };
    return pictureOf(parts, { row: state.hover, target: this.target });
  }

  #paintHeads() {
    const found = /** @type {Heads} */ (this.heads);
    const { hidesFirst } = selection(found);
    for (let layer = 0; layer < found.numLayers; layer++) {
      this.grid.paint(found, layer, hidesFirst);
    }
  }
}

function caution() {
  return h(
    'p',
    { class: 'note att-caution' },
    'Attention shows how a head weights earlier tokens. It does not explain a prediction. ',
    h('a', { href: link('importance') }, 'Importance'),
    ' measures that.',
  );
}
