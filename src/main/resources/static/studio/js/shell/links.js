/** Links to views with the present state. It changes with each slider, so the address is written when a user reaches for a link. */
import { flush, link } from '../core/store.js';

export function startLinks() {
  for (const type of ['pointerover', 'focusin', 'click']) {
    addEventListener(type, refresh, true);
  }
  addEventListener('click', (event) => anchorOf(event, 'a[href^="#"]') && flush(), true);
}

/** @param {Event} event */
function refresh(event) {
  const anchor = anchorOf(event, 'a[data-view]');
  anchor?.setAttribute('href', link(anchor.dataset.view ?? 'write'));
}

/**
 * @param {Event} event
 * @param {string} selector
 * @returns {HTMLElement | null}
 */
function anchorOf({ target }, selector) {
  return target instanceof Element ? target.closest(selector) : null;
}
