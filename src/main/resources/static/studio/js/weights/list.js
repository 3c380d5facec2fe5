/**
 * The list of tensors by layer, each with its histogram.
 *
 * @import { Tensor } from './tensors.js'
 */
import { h, redraw, svg } from '../dom/dom.js';
import { count } from '../dom/format.js';
import { set } from '../core/store.js';
import { groupOf, shapeOf } from './tensors.js';

/**
 * @param {HTMLElement} element
 * @param {Tensor[]} tensors
 * @param {string} selected
 */
export function drawList(element, tensors, selected) {
  const open = new Set(
    [...element.querySelectorAll('details[open]')].map((details) => details.getAttribute('data-group')),
  );
  const groups = [...new Set(tensors.map(groupOf))];
  const total = tensors.reduce((sum, tensor) => sum + tensor.count, 0);
  const current = tensors.find((tensor) => tensor.name === selected);
  redraw(
    element,
    h('header', {}, h('h2', {}, 'Tensors'), h('span', { class: 'dim' }, `${count(tensors.length)}, ${short(total)} numbers`)),
    groups.map((group) => {
      const members = tensors.filter((tensor) => groupOf(tensor) === group);
      const isOpen = open.size > 0 ? open.has(group) : group === 'Layer 0';
      const sum = members.reduce((all, tensor) => all + tensor.count, 0);
      return h(
        'details',
        { 'data-group': group, open: isOpen || (current !== undefined && groupOf(current) === group) },
        h('summary', {}, group, h('span', { class: 'dim' }, ` ${short(sum)}`)),
        h(
          'ul',
          {},
          members.map((tensor) => h('li', {}, entry(tensor, tensor.name === selected))),
        ),
      );
    }),
  );
}

/**
 * @param {Tensor} tensor
 * @param {boolean} selected
 */
function entry(tensor, selected) {
  return h(
    'button',
    {
      type: 'button',
      'data-tensor': tensor.name,
      'aria-pressed': String(selected),
      onclick: () => set({ w: tensor.name, x: '', y: '', z: '', cell: '' }),
    },
    h('span', {}, tensor.name.replace(/^h\.\d+\./, '')),
    histogram(tensor.histogram.counts, 54, 16),
    h('span', { class: 'dim' }, shapeOf(tensor)),
  );
}

/**
 * Bars as high as the square root of the counts.
 *
 * @param {number[]} counts
 * @param {number} width
 * @param {number} height
 */
export function histogram(counts, width, height) {
  const max = Math.max(1, ...counts);
  const step = width / counts.length;
  const bars = counts.map((each, i) => {
    const top = height - Math.sqrt(each / max) * height;
    return each > 0
      ? `M${(i * step).toFixed(2)} ${height}V${top.toFixed(1)}h${(step * 0.9).toFixed(2)}V${height}Z`
      : '';
  });
  return svg(
    'svg',
    { width, height, 'aria-hidden': 'true', class: 'hist' },
    svg('path', { d: bars.join('') || 'M0 0' }),
  );
}

/** @param {number} value */
export function short(value) {
  if (value < 1e3) {
    return count(value);
  }
  return value < 1e6 ? `${Math.round(value / 1e3)}k` : `${(value / 1e6).toFixed(1)}M`;
}
