/**
 * The heading of Beams: the step, the number of beams, where the search starts, and the buttons that step.
 *
 * @import { Tree } from './search.js'
 */
import { h } from '../dom/dom.js';
import { press, segments } from '../dom/widgets.js';
import { set } from '../core/store.js';
import { BEAMS, change, options, startAtToken, startsAtToken } from './options.js';
import { Stepper } from './stepper.js';

const STARTS = /** @type {const} */ ([
  ['prompt', 'End of prompt'],
  ['token', 'Selected token'],
]);

export class Head {
  /**
   * @param {() => Tree | null} tree
   * @param {() => number} step
   */
  constructor(tree, step) {
    this.tree = tree;
    this.step = step;
    this.title = h('h2', { id: 'beam-title' });
    this.facts = h('p', { class: 'note', id: 'beam-step' });
    this.beams = segments(
      'Beams',
      BEAMS.map((value) => /** @type {const} */ ([String(value), String(value)])),
      String(options().beams),
      (value) => change('beams', Number(value)),
    );
    this.starts = segments('Start of the search', STARTS, 'prompt', (start) => startAtToken(start === 'token'));
    this.stepper = new Stepper({
      step,
      steps: () => tree()?.steps ?? 1,
      go: (next) => set({ step: next === tree()?.steps ? '' : next }),
    });
    const labelled = (/** @type {string} */ text, /** @type {HTMLElement} */ input) =>
      h('span', { class: 'labelled' }, h('span', { class: 'dim', 'aria-hidden': 'true' }, text), input);
    this.element = h(
      'header',
      { class: 'nt-head' },
      this.title,
      this.facts,
      h(
        'div',
        { class: 'end row' },
        labelled('Start', this.starts),
        labelled('Beams', this.beams),
        this.stepper.element,
      ),
    );
  }

  /** @param {boolean} canStartAtToken whether a token is selected that others precede */
  drawOptions(canStartAtToken) {
    press(this.beams, BEAMS.indexOf(options().beams));
    press(this.starts, startsAtToken() ? 1 : 0);
    this.starts.querySelectorAll('button')[1].disabled = !canStartAtToken;
  }

  draw() {
    const tree = this.tree();
    if (!tree) {
      return;
    }
    const step = this.step();
    const all = tree.nodes.filter((node) => node.step === step);
    const cut = all.filter((node) => node.isCut).length;
    const kept = step === tree.steps ? 'finished' : 'kept';
    this.title.textContent = `Search with ${tree.options.beams} beams`;
    this.facts.textContent = `Step ${step} of ${tree.steps}: ${all.length} candidates, ${all.length - cut} ${kept}, ${cut} cut.`;
    this.stepper.draw();
  }
}
