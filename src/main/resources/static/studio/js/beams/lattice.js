/**
 * The lattice of a search. It is drawn once for each search; a step or a path changes classes alone.
 *
 * @import { Node, Tree } from './search.js'
 */
import { svg } from '../dom/dom.js';
import { fixed, running } from '../dom/format.js';
import { layout } from './layout.js';
import { pathTo } from './search.js';

const LONGEST = 11;

/** Measures labels, to start a line where its label ends. */
const pen = document.createElement('canvas').getContext('2d');

export class Lattice {
  /**
   * @param {Tree} tree
   * @param {{width: number, start: string}} options start: the last token of the context
   */
  constructor(tree, { width, start }) {
    this.tree = tree;
    this.layout = layout(tree, width);
    this.start = start;
    /** @type {Map<number, SVGElement>} */
    this.nodes = new Map();
    /** @type {Map<number, SVGElement>} */
    this.edges = new Map();
    /** @type {SVGElement[]} */
    this.ticks = [];
    /** @type {Set<number>} */
    this.path = new Set();
    this.lines = svg('g', {});
    this.element = this.#draw();
  }

  #draw() {
    const { width, height, left, cut, groups, column } = this.layout;
    if (pen) {
      pen.font = `16px ${getComputedStyle(document.documentElement).getPropertyValue('--serif')}`;
    }
    for (const node of this.tree.nodes) {
      this.nodes.set(node.id, this.#node(node));
      if (node.parent !== null) {
        const edge = this.#edge(node, node.parent);
        this.edges.set(node.id, edge);
        this.lines.append(edge);
      }
    }
    for (let step = 1; step <= this.tree.steps; step++) {
      const x = left + (step - 1) * column + 10;
      this.ticks.push(svg('text', { x, y: 13, class: 'tick' }, step === 1 ? 'step 1' : String(step)));
    }
    return svg(
      'svg',
      { width, height, class: 'lattice', role: 'img', 'aria-label': this.#said() },
      svg('line', { x1: 4, x2: width, y1: cut, y2: cut, class: 'cutline' }),
      svg('text', { x: 4, y: cut + 16, class: 'tick' }, 'cut'),
      groups.map(({ group, y }) =>
        svg('text', { x: left - 6, y: y + 4, class: 'tick', 'text-anchor': 'end' }, `group ${group + 1}`),
      ),
      this.ticks,
      this.lines,
      [...this.nodes.values()],
    );
  }

  /** @param {Node} node */
  #node(node) {
    const { x, y } = this.layout.places[node.id];
    const label = this.#label(node);
    const kind = node.isCut ? 'node cut' : 'node';
    return svg(
      'g',
      { class: kind, 'data-id': node.id },
      svg('rect', { x: x - 6, y: y - 12, width: this.layout.column - 10, height: node.isCut ? 24 : 30, class: 'hit' }),
      svg('text', { x, y: y + 4.5 }, label),
      node.parent !== null && !node.isCut && svg('text', { x, y: y + 16, class: 'lp' }, fixed(node.logprob)),
    );
  }

  /**
   * @param {Node} node
   * @param {number} parent
   */
  #edge(node, parent) {
    const from = this.layout.places[parent];
    const to = this.layout.places[node.id];
    const label = pen ? pen.measureText(this.#label(this.tree.nodes[parent])).width : 50;
    const x = Math.min(from.x + label + 6, to.x - 16);
    const middle = (x + to.x - 5) / 2;
    return svg('path', {
      d: `M${x.toFixed(1)} ${from.y}C${middle.toFixed(1)} ${from.y} ${middle.toFixed(1)} ${to.y} ${(to.x - 5).toFixed(1)} ${to.y}`,
      class: node.isCut ? 'edge cut' : 'edge',
      'stroke-width': (0.6 + 2.6 * Math.exp(Math.min(0, node.logprob))).toFixed(2),
    });
  }

  /** @param {Node} node */
  #label(node) {
    const text = running(node.parent === null ? this.start : node.text);
    const short = text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
    return node.parent === null ? `…${short}` : short;
  }

  #said() {
    const { results, options, steps } = this.tree;
    const best = results[0]
      ? ` The best text is “${results[0].text.trim()}”, with the score ${fixed(results[0].score, 3)}.`
      : '';
    return `Beam search with ${options.beams} beams in ${steps} steps.${best}`;
  }

  /** Shows the steps up to this one. @param {number} step */
  showStep(step) {
    for (const { id, step: own } of this.tree.nodes) {
      this.nodes.get(id)?.classList.toggle('off', own > step);
      this.edges.get(id)?.classList.toggle('off', own > step);
    }
    this.ticks.forEach((tick, i) => tick.classList.toggle('on', i + 1 === step));
  }

  /** Marks the path to a node. @param {number} id */
  showPath(id) {
    const path = new Set([0, ...pathTo(this.tree, id).map((node) => node.id)]);
    for (const each of this.path) {
      if (!path.has(each)) {
        this.#mark(each, false);
      }
    }
    path.forEach((each) => this.#mark(each, true));
    this.path = path;
  }

  /**
   * @param {number} id
   * @param {boolean} on
   */
  #mark(id, on) {
    this.nodes.get(id)?.classList.toggle('on', on);
    const edge = this.edges.get(id);
    edge?.classList.toggle('on', on);
    if (on && edge) {
      // The last line is drawn over the others.
      this.lines.append(edge);
    }
  }

  /**
   * The node that an arrow key leads to.
   *
   * @param {number} from
   * @param {string} key
   * @returns {number}
   */
  next(from, key) {
    const { nodes } = this.tree;
    const { places } = this.layout;
    const node = nodes[from];
    if (key === 'ArrowLeft') {
      return node.parent ?? from;
    }
    if (key === 'ArrowRight') {
      const children = nodes.filter((each) => each.parent === from);
      return (
        children.find((each) => this.path.has(each.id)) ??
        children.find((each) => !each.isCut) ??
        children[0] ??
        node
      ).id;
    }
    const sameStep = nodes.filter((each) => each.step === node.step).sort((a, b) => places[a.id].y - places[b.id].y);
    const index = sameStep.indexOf(node) + (key === 'ArrowUp' ? -1 : 1);
    return (sameStep[index] ?? node).id;
  }
}
