/**
 * The tensors of the model, with their figures.
 *
 * @typedef {object} Tensor
 * @property {string} name
 * @property {string} meaning
 * @property {number[]} shape
 * @property {string} dtype
 * @property {number} count
 * @property {number} mean
 * @property {number} std
 * @property {number} min
 * @property {number} max
 * @property {number} norm
 * @property {{from: number, to: number, counts: number[]}} histogram
 */
import { request, requestBytes } from '../core/api.js';
import { modelName } from '../core/models.js';
import { count } from '../dom/format.js';

/** @type {{model: string, tensors: Tensor[]} | null} */
let read = null;

/**
 * @param {AbortSignal} signal
 * @returns {Promise<Tensor[]>}
 */
export async function readTensors(signal) {
  const model = modelName();
  if (read?.model !== model) {
    const { data } = await request(`v1/models/${encodeURIComponent(model)}/weights`, { signal });
    read = { model, tensors: data };
  }
  return read.tensors;
}

/**
 * Rows and columns; a vector is one row.
 *
 * @param {Tensor} tensor
 */
export function size({ shape }) {
  return shape.length === 1 ? { rows: 1, columns: shape[0] } : { rows: shape[0], columns: shape[1] };
}

/** The shape as views write it. @param {Tensor} tensor */
export function shapeOf({ shape }) {
  return shape.map(count).join(' × ');
}

/**
 * The layer of a tensor, or what else it belongs to.
 *
 * @param {Tensor} tensor
 */
export function groupOf({ name }) {
  const layer = /^h\.(\d+)\./.exec(name);
  if (layer) {
    return `Layer ${layer[1]}`;
  }
  if (/^w[tp]e/.test(name)) {
    return 'Embeddings';
  }
  return name.startsWith('ln_f') ? 'Final norm' : 'Output';
}

/**
 * @typedef {{row: number, column: number, rows: number, columns: number, step: number, values: Float32Array}} Part
 *   rows and columns: numbers of values, each `step` apart in the tensor
 */

/**
 * Reads a part of a tensor.
 *
 * @param {Tensor} tensor
 * @param {{row: number, column: number, rows: number, columns: number}} window in the tensor
 * @param {number} step every how many rows and columns
 * @param {AbortSignal} signal
 * @returns {Promise<Part>}
 */
export async function readPart(tensor, window, step, signal) {
  const { row, column } = window;
  const slices = `rows=${row}:${row + window.rows}:${step}&cols=${column}:${column + window.columns}:${step}`;
  const buffer = await requestBytes(`${path(tensor)}?format=f32&${slices}`, signal);
  return {
    row,
    column,
    rows: Math.ceil(window.rows / step),
    columns: Math.ceil(window.columns / step),
    step,
    values: new Float32Array(buffer),
  };
}

/**
 * Columns as curves over the rows.
 *
 * @param {Tensor} tensor
 * @param {number[]} dims
 * @param {number} step
 * @param {AbortSignal} signal
 * @returns {Promise<number[][]>}
 */
export async function readCurves(tensor, dims, step, signal) {
  const { curves } = await request(`${path(tensor)}?dims=${dims.join(',')}&rows=::${step}`, { signal });
  return curves;
}

/**
 * Cosine similarities between rows.
 *
 * @param {Tensor} tensor
 * @param {number} step
 * @param {AbortSignal} signal
 * @returns {Promise<number[][]>}
 */
export async function readCosines(tensor, step, signal) {
  const { cosines } = await request(`${path(tensor)}?cosine=true&rows=::${step}`, { signal });
  return cosines;
}

/** @param {Tensor} tensor */
function path({ name }) {
  return `v1/models/${encodeURIComponent(modelName())}/weights/${encodeURIComponent(name)}`;
}
