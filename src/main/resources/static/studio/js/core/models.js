/** The models of the service. */
import { request } from './api.js';
import { emit, state } from './store.js';

/** The model that the address names, else the first of the service. @returns {string} */
export function modelName() {
  const named = state.params.m;
  return named && isServed(named) ? named : (state.models[0]?.id ?? 'default');
}

/** Whether the service has a model of this name, as far as the page knows. @param {string | null} name */
export function isServed(name) {
  return state.models.some((model) => model.id === name);
}

/** Tokens that fit the model; null if the service does not say. @returns {number | null} */
export function contextLength() {
  return state.models.find((model) => model.id === modelName())?.contextLength ?? null;
}

/** The model that the address names, or its base model if it is an adapter. @returns {string} */
export function baseName() {
  const name = modelName();
  return state.models.find((model) => model.id === name)?.base ?? name;
}

/** Reads the list of models. */
export async function loadModels() {
  const { data } = await request('v1/models');
  state.models = data.map((/** @type {any} */ model) => ({
    id: model.id,
    base: model.parent,
    contextLength: model.max_model_len,
    state: model.state,
  }));
  emit('service');
}
