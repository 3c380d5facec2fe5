/** The client of the service's API. All requests of the page go through it. */
import { key } from './key.js';
import { events } from './sse.js';

const BROKEN = 'The stream ended before its last event. What the page received is kept.';

/** An error of the service, or of the connection to it (status 0). */
export class ApiError extends Error {
  /**
   * @param {number} status 0 if the service did not respond or the stream broke
   * @param {string} message
   * @param {{code?: string | null, param?: string | null, retryAfter?: number | null, path?: string | null}} [details]
   *   retryAfter: seconds; path: the endpoint, if it does not exist
   */
  constructor(status, message, { code = null, param = null, retryAfter = null, path = null } = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.param = param;
    this.retryAfter = retryAfter;
    this.path = path;
  }

  /** Whether the same request can succeed later. */
  get isTemporary() {
    return this.status === 429 || this.status === 503;
  }

  get needsKey() {
    return this.status === 401 || this.status === 403;
  }
}

/**
 * @typedef {object} Options
 * @property {object} [body] JSON, unless it is a FormData
 * @property {string} [method] POST with a body, else GET
 * @property {AbortSignal} [signal]
 */

/**
 * @param {string} path relative to the page, so that the path prefix of a proxy applies
 * @param {Options} [options]
 * @returns {Promise<any>}
 */
export async function request(path, options = {}) {
  const response = await send(path, options);
  try {
    return await response.json();
  } catch (error) {
    throw connectionError(error);
  }
}

/**
 * Reads a binary response.
 *
 * @param {string} path
 * @param {AbortSignal} signal
 * @returns {Promise<ArrayBuffer>}
 */
export async function requestBytes(path, signal) {
  const response = await send(path, { signal });
  try {
    return await response.arrayBuffer();
  } catch (error) {
    throw connectionError(error);
  }
}

/**
 * Sends a request and yields the events of its stream.
 *
 * @param {string} path
 * @param {Options} options
 * @returns {AsyncGenerator<any>}
 * @throws {ApiError} with status 0 if the stream ends before its last event
 */
export async function* stream(path, options) {
  const response = await send(path, options);
  if (!response.body) {
    throw new ApiError(0, 'The response is empty.');
  }
  try {
    for await (const data of events(response.body)) {
      if (data === '[DONE]') {
        return;
      }
      const event = JSON.parse(data);
      if (event.error) {
        throw toError(response.status === 200 ? 500 : response.status, event, null);
      }
      yield event;
    }
  } catch (error) {
    throw connectionError(error, BROKEN);
  }
  throw new ApiError(0, BROKEN);
}

/**
 * @param {string} path
 * @param {Options} options
 */
async function send(path, { body, method = body ? 'POST' : 'GET', signal }) {
  const isForm = body instanceof FormData;
  /** @type {Record<string, string>} */
  const headers = body && !isForm ? { 'Content-Type': 'application/json' } : {};
  const bearer = key();
  if (bearer) {
    headers.Authorization = `Bearer ${bearer}`;
  }
  let response;
  try {
    response = await fetch(path, {
      method,
      headers,
      body: isForm ? body : body && JSON.stringify(body),
      signal,
    });
  } catch (error) {
    throw connectionError(error);
  }
  if (!response.ok) {
    const json = await response.json().catch(() => null);
    const error = toError(response.status, json, response.headers.get('Retry-After'));
    error.path = isUnknownPath(response.status, json) ? path : null;
    throw error;
  }
  return response;
}

/**
 * @param {number} status
 * @param {any} json
 * @param {string | null} retryAfter
 */
function toError(status, json, retryAfter) {
  const error = json?.error ?? {};
  return new ApiError(status, error.message ?? `The service responded with status ${status}.`, {
    code: error.code ?? null,
    param: error.param ?? null,
    retryAfter: retryAfter ? Number(retryAfter) : null,
  });
}

/**
 * Whether a proxy hides the endpoint, or the service has it switched off.
 *
 * @param {number} status
 * @param {any} json
 */
function isUnknownPath(status, json) {
  return status === 404 && (!json?.error || /no resource exists/.test(json.error.message));
}

/**
 * Aborted requests keep their error.
 *
 * @param {unknown} error
 * @param {string} message
 */
function connectionError(error, message = 'The service does not respond.') {
  const isKnown = error instanceof ApiError || (error instanceof DOMException && error.name === 'AbortError');
  return isKnown ? error : new ApiError(0, message);
}

/** @param {unknown} error */
export function isAbort(error) {
  return error instanceof DOMException && error.name === 'AbortError';
}
