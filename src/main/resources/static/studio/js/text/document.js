/**
 * The text of the page: a prompt, and a tree of completions. Branch 0 is the first completion; every other one leaves its parent at a
 * forced token.
 *
 * @typedef {{id: number, text: string, logprob: number}} Candidate
 *
 * @typedef {object} Token
 * @property {number} id
 * @property {string} text
 * @property {number | null} logprob in the model's distribution; null for the first token of a prompt
 * @property {Candidate[]} candidates the most likely tokens at this position
 * @property {number | null} entropy in nats; null if it is not known
 *
 * @typedef {{parent: number, at: number, tokens: Token[], decoding?: string}} Branch
 *   at: index of its first token in the completion; decoding: the settings in a few words, unless the text was restored
 *
 * @typedef {object} Text
 * @property {string} prompt
 * @property {Token[]} promptTokens
 * @property {Branch[]} branches
 * @property {number} active index of the branch that is shown
 */

/** @returns {Text} */
export function emptyText() {
  return { prompt: '', promptTokens: [], branches: [], active: 0 };
}

/**
 * The completion along a branch, from the end of the prompt.
 *
 * @param {Text} text
 * @param {number} [branch]
 * @returns {Token[]}
 */
export function completion(text, branch = text.active) {
  const found = text.branches[branch];
  if (!found) {
    return [];
  }
  const before = branch === 0 ? [] : completion(text, found.parent).slice(0, found.at);
  return [...before, ...found.tokens];
}

/**
 * Prompt and completion.
 *
 * @param {Text} text
 * @returns {Token[]}
 */
export function tokens(text) {
  return [...text.promptTokens, ...completion(text)];
}

/**
 * @param {Text} text
 * @param {number} position index in the completion
 * @returns {boolean} whether a user forced the token
 */
export function isForced(text, position) {
  for (let branch = text.active; branch > 0; branch = text.branches[branch].parent) {
    if (text.branches[branch].at === position) {
      return true;
    }
  }
  return false;
}

/**
 * Finds the branch with this token at this position, and the same tokens before.
 *
 * @param {Text} text
 * @param {number} at
 * @param {number} id
 * @returns {number | null}
 */
export function findBranch(text, at, id) {
  const wanted = completion(text).slice(0, at);
  const index = text.branches.findIndex((_, branch) => {
    const found = completion(text, branch);
    return found[at]?.id === id && wanted.every((token, i) => token.id === found[i]?.id);
  });
  return index < 0 ? null : index;
}

/**
 * Adds a branch that forces a token, and shows it.
 *
 * @param {Text} text
 * @param {number} at index in the completion
 * @param {Token} token
 */
export function fork(text, at, token) {
  // The branch that holds the replaced token is the parent; earlier ones end before it.
  let parent = text.active;
  while (parent > 0 && text.branches[parent].at >= at) {
    parent = text.branches[parent].parent;
  }
  text.branches.push({ parent, at, tokens: [token] });
  text.active = text.branches.length - 1;
}

/**
 * The parameters of the address that restore the completions.
 *
 * @param {Text} text
 * @returns {{p: string, g: string, br: string, b: string}}
 */
export function toParams(text) {
  const [first, ...others] = text.branches;
  return {
    p: text.prompt,
    g: first ? encodeIds(first.tokens.map((token) => token.id)) : '',
    br: others
      .map(({ parent, at, tokens: own }) => `${parent}-${at}-${encodeIds(own.map((token) => token.id))}`)
      .join('_'),
    b: text.active > 0 ? String(text.active) : '',
  };
}

/**
 * The branches that an address names, by ids.
 *
 * @param {Record<string, string>} params
 * @returns {{parent: number, at: number, ids: number[]}[]} empty without a completion
 */
export function branchIds(params) {
  const first = decodeIds(params.g ?? '');
  if (first.length === 0) {
    return [];
  }
  const branches = [{ parent: 0, at: 0, ids: first }];
  for (const part of (params.br ?? '').split('_').filter(Boolean)) {
    const [parent, at, ids] = part.split('-');
    const branch = { parent: Number(parent), at: Number(at), ids: decodeIds(ids ?? '') };
    const isKnown = Number.isInteger(branch.parent) && branch.parent >= 0 && branch.parent < branches.length;
    if (isKnown && Number.isInteger(branch.at) && branch.at >= 0 && branch.ids.length > 0) {
      branches.push(branch);
    }
  }
  return branches;
}

/** Token ids as an address holds them. @param {number[]} ids */
export function encodeIds(ids) {
  return ids.map((id) => id.toString(36)).join('.');
}

/** @param {string} value */
function decodeIds(value) {
  const ids = value.split('.').map((id) => parseInt(id, 36));
  return value === '' || ids.some((id) => !Number.isInteger(id) || id < 0) ? [] : ids;
}
