/**
 * Importance: which parts of the text a token depends on, by two methods, and where they agree.
 *
 * @import { Method } from './methods.js'
 * @import { Token } from '../text/document.js'
 */
import { h, replace } from '../dom/dom.js';
import { stateBox } from '../dom/statebox.js';
import { tip } from '../dom/widgets.js';
import { hover, locked, on, set, state } from '../core/store.js';
import { tokens } from '../text/document.js';
import { resetInk } from '../text/ink.js';
import { noTextBox, problemBox } from '../shell/problembox.js';
import { Comparison } from './comparison.js';
import { Head } from './head.js';
import { methodOf } from './methods.js';
import { NoiseSearch } from './noise.js';
import { NoisePanel } from './noisepanel.js';
import { Paragraph } from './paragraph.js';
import { currentQuestion, granularity, position } from './question.js';
import { reach } from './scale.js';
import { textInk } from './textink.js';
import { Side } from './side.js';

/** Parameters of the address that change the question or the methods. */
const PARAMS = ['t', 'a', 'bm', 'gran', 'm'];

/**
 * @param {HTMLElement} root
 * @returns {() => void} ends the view
 */
export function show(root) {
  const view = new Importance(root);
  view.load();
  const off = on(['params', 'text', 'service', 'run', 'hover'], (topic, keys) => {
    if (topic === 'hover') {
      view.mark();
    } else if (topic !== 'params' || keys.some((key) => PARAMS.includes(key))) {
      view.load();
    } else if (keys.includes('cap')) {
      view.draw();
    }
  });
  const escape = (/** @type {KeyboardEvent} */ event) => event.key === 'Escape' && view.noise.stop();
  addEventListener('keydown', escape);
  return () => {
    off();
    removeEventListener('keydown', escape);
    view.end();
  };
}

class Importance {
  /** @param {HTMLElement} root */
  constructor(root) {
    /** @type {Token | null} */
    this.target = null;
    /** @type {number | null} The part that is marked. */
    this.marked = null;
    this.head = new Head();
    this.empty = h('div', {});
    this.noise = new NoiseSearch({ changed: () => this.load(), progressed: () => this.#drawNoise() });
    this.panel = new NoisePanel(this.noise);
    const point = (/** @type {number | null} */ j) => this.#point(j);
    this.paragraphs = [
      new Paragraph('First method', { pick: (id) => set({ a: id }), point }),
      new Paragraph('Second method', { pick: (id) => set({ bm: id }), point }),
    ];
    this.sides = this.paragraphs.map(() => new Side(() => this.draw()));
    this.comparison = new Comparison(point);
    this.main = h(
      'div',
      {},
      h(
        'div',
        { class: 'cols imp-two' },
        this.paragraphs.map((paragraph) => paragraph.element),
      ),
      h(
        'div',
        { class: 'cols imp-cols sect' },
        this.comparison.element,
        h('div', {}, this.comparison.arithmetic, this.panel.element),
      ),
    );
    root.append(this.head.element, this.empty, this.main);
  }

  /** @returns {[Method, Method]} */
  get methods() {
    return [methodOf(state.params.a, 'integrated_gradients'), methodOf(state.params.bm, 'occlusion')];
  }

  /** Requests what the current token and methods need and is not known. */
  load() {
    if (state.run.phase === 'running' && locked() === null) {
      return;
    }
    const current = currentQuestion();
    this.target = current?.target ?? null;
    this.noise.select(current?.question ?? null);
    this.sides.forEach((side, i) => (current ? side.load(this.methods[i], current.question) : side.abort()));
    this.draw();
  }

  /** Draws what is known. Asks the service for nothing. */
  draw() {
    const { target, methods, sides } = this;
    this.head.draw(target);
    this.main.hidden = !target;
    replace(this.empty, target ? null : this.#nothing());
    if (!target) {
      resetInk();
      return;
    }
    const fulls = sides.map(({ scores }) => (scores ? reach(scores, this.head.withoutLast) : 1));
    this.paragraphs.forEach((paragraph, i) => {
      paragraph.select(methods[i]);
      this.#fill(paragraph, sides[i], fulls[i]);
    });
    this.marked = null;
    const wings = sides.map(({ scores }, i) => ({ name: methods[i].name, scores, full: fulls[i] }));
    const isWaiting = sides.some((side) => side.pending) && sides.every((side) => !side.scores);
    this.comparison.draw([wings[0], wings[1]], { unit: granularity(), pending: isWaiting });
    this.#drawNoise();
    textInk(methods[0], sides[0].scores, { full: fulls[0], at: position(), target: target.text });
    this.mark();
  }

  /**
   * @param {Paragraph} paragraph
   * @param {Side} side
   * @param {number} full
   */
  #fill(paragraph, side, full) {
    const { scores, error, pending } = side;
    if (error) {
      const again = () => {
        side.abort();
        this.load();
      };
      paragraph.say(problemBox(error, again));
    } else if (pending) {
      paragraph.wait();
    } else if (scores) {
      paragraph.draw(scores, { full, target: this.target?.text ?? '' });
    } else {
      const isRunning = this.noise.current?.phase === 'running';
      const run = h(
        'button',
        { class: 'btn', type: 'button', onclick: () => void this.noise.start() },
        'Run the noise search',
      );
      const text = isRunning ? 'The scores come at the end of the noise search.' : 'This method takes a few seconds.';
      paragraph.say(h('div', { class: 'row' }, h('p', { class: 'note' }, text), !isRunning && run));
    }
  }

  #drawNoise() {
    const known = this.sides.find(({ scores }) => scores)?.scores ?? this.noise.current?.result;
    this.panel.draw((known?.parts ?? []).map((part) => part.text));
  }

  /** Marks the part of the token under the pointer. */
  mark() {
    const parts = this.sides.find(({ scores }) => scores)?.scores?.parts ?? [];
    const { hover: token } = state;
    const found = token === null ? -1 : parts.findIndex(({ from, to }) => token >= from && token < to);
    const index = found < 0 ? null : found;
    for (const shown of [...this.paragraphs, this.comparison]) {
      shown.mark(this.marked, index);
    }
    this.marked = index;
  }

  /** @param {number | null} j index of a part */
  #point(j) {
    const parts = this.sides.find(({ scores }) => scores)?.scores?.parts;
    hover(j === null ? null : (parts?.[j]?.from ?? null));
  }

  #nothing() {
    return tokens(state.text).length > 0
      ? stateBox({ title: 'No token comes before this one', text: 'Select a later token.' })
      : noTextBox();
  }

  end() {
    this.sides.forEach((side) => side.abort());
    this.noise.end();
    this.panel.end();
    tip('');
    resetInk();
  }
}
