/**
 * Sends a completion request and reports its tokens as they arrive.
 *
 * @import { Method } from '../settings/fields.js'
 * @import { Settings } from '../settings/settings.js'
 * @import { Token } from '../text/document.js'
 * @import { Figures } from './run.js'
 */
import { request, stream } from '../core/api.js';
import { modelName } from '../core/models.js';
import { decodingFields, streams } from '../settings/body.js';
import { DETAILS, toTokens } from '../text/choice.js';

/**
 * @typedef {object} Job
 * @property {string | number[]} prompt text or token ids
 * @property {Settings} settings
 * @property {Method} method
 * @property {string} [model] instead of the model of the page
 * @property {AbortSignal} signal
 * @property {(ids: number[]) => void} [onPrompt] receives the token ids of the prompt
 * @property {(tokens: Token[]) => void} onTokens
 */

/**
 * The body of the request as a user would send it.
 *
 * @param {string | number[]} prompt
 * @param {Settings} settings
 * @param {Method} method
 */
export function plainBody(prompt, settings, method) {
  return { model: modelName(), prompt, ...decodingFields(settings, method) };
}

/**
 * @param {Job} job
 * @returns {Promise<Figures>}
 */
export async function complete(job) {
  const { settings, method, signal, model = modelName() } = job;
  const body = { ...plainBody(job.prompt, settings, method), model, ...DETAILS };
  const start = performance.now();
  /** @type {Figures} */
  const figures = {
    promptTokens: 0,
    completionTokens: 0,
    firstTokenMs: null,
    totalMs: 0,
    finishReason: null,
    seed: null,
  };
  if (streams(settings, method)) {
    const options = { include_usage: true };
    for await (const event of stream('v1/completions', {
      body: { ...body, stream: true, stream_options: options },
      signal,
    })) {
      take(job, figures, event, start);
    }
  } else {
    take(job, figures, await request('v1/completions', { body, signal }), start);
    figures.firstTokenMs = null;
  }
  figures.totalMs = performance.now() - start;
  return figures;
}

/**
 * The speed of a completion as the page sees it, from the request to the end of the response.
 *
 * @param {Figures} figures
 */
export function tokensPerSecond({ completionTokens, totalMs }) {
  return totalMs > 0 ? (completionTokens / totalMs) * 1000 : 0;
}

/**
 * @param {Job} job
 * @param {Figures} figures
 * @param {any} event a response or a chunk of one
 * @param {number} start
 */
function take(job, figures, event, start) {
  const choice = event.choices[0];
  if (choice) {
    if (choice.prompt_token_ids) {
      job.onPrompt?.(choice.prompt_token_ids);
    }
    const tokens = toTokens(choice);
    if (tokens.length > 0) {
      figures.firstTokenMs ??= performance.now() - start;
      figures.completionTokens += tokens.length;
      job.onTokens(tokens);
    }
    figures.finishReason = choice.finish_reason ?? figures.finishReason;
  }
  if (event.usage) {
    figures.promptTokens = event.usage.prompt_tokens;
  }
  if (event.inkwell) {
    figures.seed = event.inkwell.seed;
  }
}
