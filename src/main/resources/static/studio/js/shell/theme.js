/** Light or dark: the system's choice, until the user makes one. */
import { byId } from '../dom/dom.js';
import { emit } from '../core/store.js';

const NAME = 'inkwell-theme';
const system = matchMedia('(prefers-color-scheme: dark)');

export function startTheme() {
  const kept = localStorage.getItem(NAME);
  if (kept === 'light' || kept === 'dark') {
    document.documentElement.dataset.theme = kept;
  }
  byId('theme').addEventListener('click', () => {
    const next = theme() === 'dark' ? 'light' : 'dark';
    document.documentElement.dataset.theme = next;
    localStorage.setItem(NAME, next);
    changed();
  });
  system.addEventListener('change', changed);
  changed();
}

/** @returns {'light' | 'dark'} */
export function theme() {
  const chosen = document.documentElement.dataset.theme;
  return chosen === 'light' || chosen === 'dark' ? chosen : system.matches ? 'dark' : 'light';
}

function changed() {
  const other = theme() === 'dark' ? 'Light' : 'Dark';
  byId('theme').textContent = other;
  byId('theme').setAttribute('aria-label', `${other} theme`);
  emit('theme');
}
