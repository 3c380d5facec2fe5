/**
 * What scores add up to, and how one of them is computed: lines to check by hand.
 *
 * @import { Scores } from './scores.js'
 */
import { fixed, labelled, percent } from '../dom/format.js';
import { decimals, figure } from './scale.js';

/** @param {Scores} scores */
export function total(scores) {
  const { method, parts, value, completeness, scale } = scores;
  const sum = figure(sumOf(scores), Math.min(3, decimals(scores)));
  switch (method) {
    case 'integrated_gradients':
      return completeness && value !== null
        ? `Scores sum to ${fixed(sumOf(scores))}. The log p of the target is ${fixed(value)} with the text and ${fixed(completeness.baseline_value)} with the baseline: ${fixed(value - completeness.baseline_value)} apart, ${fixed(Math.abs(completeness.delta), 3)} unexplained.`
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
      const without = (value ?? 0) - part.score;
      const how = method === 'occlusion' ? `with ${labelled(scores.baseline)} in its place` : 'without it';
      return `log p is ${fixed(value ?? 0)}, ${how} ${fixed(without)}: ${fixed(value ?? 0)} − (${fixed(without)}) = ${fixed(part.score)}`;
    }
    case 'value_zeroing': {
      const each = (layers ?? []).map((layer) => figure(layer[index], digits));
      const shown = each.length > 6 ? [...each.slice(0, 3), '…', each[each.length - 1]] : each;
      return `mean of ${each.length} layers: (${shown.join(' + ')}) / ${each.length} = ${score}`;
    }
    case 'noise':
      return `σ = ${fixed(part.sigma ?? 0, 3)}; log(${fixed(scale ?? 0, 3)} / ${fixed(part.sigma ?? 0, 3)}) = ${score}`;
    default: {
      const size = parts.reduce((sum, each) => sum + Math.abs(each.score), 0);
      const share = percent(Math.abs(part.score) / (size || 1));
      return `${score}; its size is ${share} of ${figure(size, digits)}, the sum of all sizes`;
    }
  }
}

/** @param {Scores} scores */
function sumOf({ parts }) {
  return parts.reduce((sum, part) => sum + part.score, 0);
}
