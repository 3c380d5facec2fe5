/**
 * What scores add up to, and how one of them is computed: lines to check by hand.
 *
 * @import { Scores } from './scores.js'
 */
import { fixed, labelled, percent } from '../dom/format.js';
import { decimals, figure, rounded } from './scale.js';

/** @param {Scores} scores */
export function total(scores) {
  const { method, parts, value, completeness, scale } = scores;
  const sum = figure(sumOf(scores), Math.min(3, decimals(scores)));
  switch (method) {
    case 'integrated_gradients':
      return completeness && value !== null
        ? `Scores sum to ${fixed(sumOf(scores))}. The log p of the target is ${fixed(value)} with the text and ${fixed(completeness.baseline_value)} with the baseline: ${fixed(rounded(value, 2) - rounded(completeness.baseline_value, 2))} apart, ${fixed(Math.abs(completeness.delta), 3)} unexplained.`
        : '';
    case 'grad_x_input':
      return `Scores sum to ${sum}. The log p of the target is ${fixed(value ?? 0)}; a linear estimate need not add up to it.`;
    case 'saliency':
      return `Lengths sum to ${sum}. They have no sign and no natural total.`;
    case 'value_zeroing':
      return `Scores sum to ${sum}. One score is 0 if nothing turns and 2 if the output is reversed.`;
    case 'noise':
      return `Scores sum to ${sum}. A score is log(${fixed(scale ?? 0)} / σ): ${fixed(scale ?? 0)} is the largest noise.`;
    default:
      return `Scores sum to ${sum}. The log p of the target is ${fixed(value ?? 0)}. ${parts.length > 1 ? 'Parts that depend on each other count more than once.' : ''}`;
  }
}

/**
 * @param {Scores} scores
 * @param {number} index of a part
 */
export function arithmetic(scores, index) {
  const { method, parts, value, layers, scale } = scores;
  const digits = decimals(scores);
  const part = parts[index];
  const score = figure(part.score, digits);
  switch (method) {
    case 'occlusion':
    case 'leave_one_out': {
      const whole = rounded(value ?? 0, digits);
      const without = whole - rounded(part.score, digits);
      const how = method === 'occlusion' ? `with ${labelled(scores.baseline)} in its place` : 'without it';
      return `log p is ${figure(whole, digits)}, ${how} ${figure(without, digits)}: ${figure(whole, digits)} − (${figure(without, digits)}) = ${score}`;
    }
    case 'value_zeroing': {
      const each = (layers ?? []).map((layer) => figure(layer[index], digits));
      const shown = each.length > 6 ? [...each.slice(0, 3), '…', each[each.length - 1]] : each;
      const sum = (layers ?? []).reduce((all, layer) => all + rounded(layer[index], digits), 0);
      return `mean of ${each.length} layers: (${shown.join(' + ')}) / ${each.length} ${sign(sum / each.length, score, digits)} ${score}`;
    }
    case 'noise': {
      const [largest, sigma] = [rounded(scale ?? 0, 3), rounded(part.sigma ?? 0, 3)];
      return `σ = ${fixed(sigma, 3)}; log(${fixed(largest, 3)} / ${fixed(sigma, 3)}) ${sign(Math.log(largest / sigma), score, digits)} ${score}`;
    }
    default: {
      const size = parts.reduce((sum, each) => sum + Math.abs(each.score), 0);
      const share = percent(Math.abs(part.score) / (size || 1));
      return `${score}; its size is ${share} of ${figure(size, digits)}, the sum of all sizes`;
    }
  }
}

/**
 * The sign before a result: the rounded numbers that a line shows can miss its last digit.
 *
 * @param {number} computed from the numbers of the line
 * @param {string} shown
 * @param {number} digits
 */
function sign(computed, shown, digits) {
  return figure(computed, digits) === shown ? '=' : '≈';
}

/** @param {Scores} scores */
function sumOf({ parts }) {
  return parts.reduce((sum, part) => sum + part.score, 0);
}
