/**
 * Writes into the text of the page: a new completion, a continuation, or a branch with a forced token.
 *
 * @import { Branch, Candidate, Text } from '../text/document.js'
 * @import { Job } from './complete.js'
 */
import { modelName } from '../core/models.js';
import { emit, set, state } from '../core/store.js';
import { method, settings } from '../settings/settings.js';
import { summary } from '../settings/summary.js';
import { completion, findBranch, fork, toParams, tokens } from '../text/document.js';
import { restore } from '../text/restore.js';
import { complete } from './complete.js';
import { setDraft } from './prompt.js';
import { isReplaced, run } from './run.js';

/**
 * Completes a prompt. The completion replaces the text of the page.
 *
 * @param {string} prompt
 */
export function write(prompt) {
  return run(async (signal) => {
    const before = state.text;
    /** @type {Text} */
    const text = { prompt, promptTokens: [], branches: [{ parent: 0, at: 0, tokens: [] }], active: 0 };
    const [{ tokens: written }] = text.branches;
    state.text = text;
    emit('text');
    try {
      return await decode(text.branches[0], {
        prompt,
        settings: settings(),
        method: method(),
        signal,
        onPrompt: (ids) => {
          text.promptTokens = ids.map((id) => ({ id, text: '', logprob: null, candidates: [], entropy: null }));
        },
        onTokens: (added) => {
          written.push(...added);
          emit('text');
        },
      });
    } finally {
      if (!isReplaced(signal) && written.length === 0 && before.branches.length > 0) {
        // The text before stays, and the prompt is a draft that can be sent again.
        state.text = before;
        setDraft(prompt);
        emit('text');
      } else if (!isReplaced(signal)) {
        keep(text.promptTokens.length);
      }
    }
  });
}

/** Continues the text that is shown. */
export function continueText() {
  return run((signal) => extend(signal), { canTruncate: false });
}

/**
 * Replaces a token of the completion and continues from there. A branch that did this before is shown again.
 *
 * @param {number} at index in the completion
 * @param {Candidate} candidate
 */
export async function force(at, candidate) {
  const { text } = state;
  const t = text.promptTokens.length + at;
  const known = findBranch(text, at, candidate.id);
  if (known !== null) {
    return show(known, t);
  }
  const replaced = completion(text)[at];
  const { id, text: written, logprob } = candidate;
  const entropy = replaced?.entropy ?? null;
  fork(text, at, { id, text: written, logprob, candidates: replaced?.candidates ?? [], entropy });
  set({ t });
  await run((signal) => extend(signal), { canTruncate: false });
}

/**
 * Shows a branch.
 *
 * @param {number} branch
 * @param {number} [t] the token to lock
 */
export function show(branch, t) {
  state.text.active = branch;
  set({ b: branch > 0 ? branch : '', ...(t === undefined ? {} : { t }) }, { push: true });
  emit('text');
}

/**
 * Appends a completion to the active branch.
 *
 * @param {AbortSignal} signal
 */
async function extend(signal) {
  const { text } = state;
  const branch = text.branches[text.active];
  emit('text');
  try {
    return await decode(branch, {
      prompt: tokens(text).map((token) => token.id),
      settings: { ...settings(), truncate_prompt_tokens: null },
      method: method(),
      signal,
      onTokens: (added) => {
        branch.tokens.push(...added);
        emit('text');
      },
    });
  } finally {
    if (!isReplaced(signal)) {
      keep();
    }
  }
}

/**
 * Completes a branch and notes the settings with it.
 *
 * @param {Branch} branch
 * @param {Job} job
 */
async function decode(branch, job) {
  branch.decoding = summary(job.settings, job.method);
  const figures = await complete(job);
  branch.decoding = summary(job.settings, job.method, figures.seed);
  return figures;
}

/**
 * Writes the text to the address.
 *
 * @param {number} [t] token to lock, unless there is one
 */
function keep(t) {
  const { text } = state;
  if (text.branches.every((branch) => branch.tokens.length === 0)) {
    return;
  }
  /** @type {Record<string, number>} */
  const locks = t === undefined ? {} : { t };
  // A truncated prompt is shorter than its text.
  const pn = 'truncate_prompt_tokens' in state.params ? text.promptTokens.length : '';
  set({ ...toParams(text), m: modelName(), pn, ...locks }, { push: 'g' in state.params });
  emit('text');
  if (text.promptTokens.some((token) => token.text === '')) {
    void namePrompt();
  }
}

/** Reads the texts and probabilities of the prompt's tokens, which a completion does not return. */
async function namePrompt() {
  const { text } = state;
  const first = text.branches[0].tokens.slice(0, 1);
  try {
    const { promptTokens } = await restore({
      ...state.params,
      ...toParams({ ...text, branches: [{ parent: 0, at: 0, tokens: first }] }),
    });
    if (state.text === text && promptTokens.length === text.promptTokens.length) {
      text.promptTokens = promptTokens;
      emit('text');
    }
  } catch {
    // The text stays readable without it; a view that needs the tokens reports the error.
  }
}
