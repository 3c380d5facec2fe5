/**
 * The stages of the pipeline as small profiles. What a stage cut is outlined.
 *
 * @import { Result, Stage } from './pipeline.js'
 */
import { h, redraw, svg } from '../dom/dom.js';
import { count, fixed } from '../dom/format.js';

const BARS = 40;
const [WIDTH, HEIGHT] = [104, 30];

/** @type {Record<Stage['name'], string>} */
export const NAMES = {
  model: 'Model',
  temperature: 'Temperature',
  top_k: 'Top-k',
  top_p: 'Top-p',
  min_p: 'Min-p',
  typical_p: 'Typical-p',
};

/**
 * @param {HTMLElement} list
 * @param {Result} result
 * @param {number} selected
 * @param {(stage: number) => void} select
 */
export function drawStages(list, result, selected, select) {
  const { stages } = result;
  redraw(
    list,
    stages.map((stage, i) =>
      h(
        'li',
        {},
        h(
          'button',
          {
            type: 'button',
            'data-stage': stage.name,
            'data-kept': stage.kept,
            'aria-pressed': String(i === selected),
            onclick: () => select(i),
          },
          h('b', {}, NAMES[stage.name]),
          profile(stage, stages[i - 1]),
          h('span', {}, stage.kept === stage.p.length ? `all ${count(stage.kept)}` : `${count(stage.kept)} kept`),
          h('span', { class: 'dim' }, `entropy ${fixed(stage.entropy)}`),
        ),
      ),
    ),
  );
}

/**
 * @param {Stage} stage
 * @param {Stage | undefined} before
 */
function profile(stage, before) {
  const max = stage.p.slice(0, BARS).reduce((a, b) => Math.max(a, b), 0);
  const step = WIDTH / BARS;
  const bars = [...stage.p.slice(0, BARS)].map((p, i) => {
    const cut = p === 0 && before !== undefined && before.p[i] > 0;
    const height = Math.min(HEIGHT, Math.sqrt((cut ? before.p[i] : p) / max) * HEIGHT);
    return p > 0 || cut
      ? svg('rect', { x: i * step, y: HEIGHT - height, width: 2, height, class: cut ? 'gone' : null })
      : null;
  });
  return svg('svg', { width: WIDTH, height: HEIGHT, 'aria-hidden': 'true', class: 'prof' }, bars);
}
