/**
 * Compares the pipeline of this page with the stages of the service.
 *
 * @import { Distribution } from './distribution.js'
 * @import { Parameters } from './pipeline.js'
 */
import { request } from '../core/api.js';
import { modelName } from '../core/models.js';
import { count, plural } from '../dom/format.js';
import { Pipeline, isGreedy, numKept, probability } from './pipeline.js';
import { NAMES } from './stages.js';

/** The most that the service returns. */
const TOP = 1000;

/**
 * @param {number[]} context
 * @param {Distribution} distribution
 * @param {Parameters} parameters
 * @returns {Promise<string>} a sentence
 */
export async function check(context, distribution, parameters) {
  if (isGreedy(parameters)) {
    return 'Greedy decoding has no stages to compare: both take the likeliest token.';
  }
  const response = await request('v1/explain/next-token', {
    body: { model: modelName(), prompt: context, top: TOP, ...parameters },
  });
  const index = new Map([...distribution.ids].map((id, i) => [id, i]));
  // A pipeline of its own: the view's changes with its sliders.
  const own = new Pipeline(distribution.logits).run(parameters).stages.slice(1);
  let greatest = 0;
  for (const [i, stage] of response.stages.entries()) {
    const kept = own[i]?.name === stage.name ? numKept(own[i]) : 0;
    if (kept !== stage.num_kept) {
      return `Stage ${stage.name} differs: ${count(kept)} tokens kept here, ${count(stage.num_kept)} by the service.`;
    }
    for (const candidate of stage.candidates) {
      greatest = Math.max(greatest, Math.abs(probability(own[i], index.get(candidate.id) ?? 0) - candidate.p_after));
    }
  }
  const names = own.map((stage) => `${NAMES[stage.name].toLowerCase()} ${count(numKept(stage))}`).join(', ');
  const stages = own.length > 0 ? `Tokens kept: ${names}. ` : '';
  return `The service agrees in ${plural(own.length, 'stage')}. ${stages}Greatest difference in p: ${greatest.toExponential(0)}.`;
}
