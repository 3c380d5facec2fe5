/**
 * How the score of a text is computed, to check by hand.
 *
 * @import { Node, Tree } from './search.js'
 */
import { joined } from '../dom/bytes.js';
import { fixed, labelled, percent, plural } from '../dom/format.js';
import { pathTo } from './search.js';

/** Scores have this many decimals. */
export const DIGITS = 3;

/**
 * @param {Tree} tree
 * @param {number} id
 * @returns {{text: string, lines: string[]}}
 */
export function arithmetic(tree, id) {
  const path = pathTo(tree, id);
  const node = path[path.length - 1];
  if (!node) {
    return { text: '', lines: ['The search starts here, with log-probability 0.'] };
  }
  const before = node.cumulative - node.logprob;
  const name = labelled(node.text);
  const added = path.length === 1 ? '' : `${fixed(before)} + (${fixed(node.logprob)}) = ${fixed(node.cumulative)}. `;
  const power = tree.options.lengthPenalty;
  const length =
    power === 1
      ? `${path.length}`
      : `${path.length}^${power} = ${fixed(node.cumulative)} / ${fixed(path.length ** power)}`;
  return {
    text: joined(path.map((each) => each.text)),
    lines: [
      `“${name}” adds ${fixed(node.logprob)}: ${penalty(tree, node)}. ${added}`,
      `Score of ${plural(path.length, 'token')}: ${fixed(node.cumulative)} / ${length} = ${fixed(node.score, DIGITS)}`,
    ],
  };
}

/**
 * What the log-probability of the token consists of.
 *
 * @param {Tree} tree
 * @param {Node} node
 */
function penalty({ nodes, options }, node) {
  const chosen = nodes.filter(
    (each) => each.step === node.step && each.group < node.group && each.tokenId === node.tokenId && !each.isCut,
  ).length;
  if (chosen === 0 || options.diversity === 0) {
    return `log of ${percent(Math.exp(node.logprob))}`;
  }
  const own = node.logprob + options.diversity * chosen;
  return `${fixed(own)}, the log of ${percent(Math.exp(own))}, minus ${chosen} × ${fixed(options.diversity, 1)} because earlier groups chose it`;
}
