/**
 * Keeps the most recently used values.
 *
 * @template V
 */
export class Cache {
  /** @type {Map<string, V>} */
  #values = new Map();

  /** @param {number} limit number of values */
  constructor(limit) {
    this.limit = limit;
  }

  /** @param {string} key */
  get(key) {
    const value = this.#values.get(key);
    if (value !== undefined) {
      this.#values.delete(key);
      this.#values.set(key, value);
    }
    return value;
  }

  /**
   * @param {string} key
   * @param {V} value
   */
  set(key, value) {
    this.#values.delete(key);
    this.#values.set(key, value);
    if (this.#values.size > this.limit) {
      this.#values.delete(/** @type {string} */ (this.#values.keys().next().value));
    }
  }
}
