/** Write: the alternatives of each token, the branches, strategies side by side, and the decoding settings. */
import { h } from '../dom/dom.js';
import { settingsPanel } from '../settings/panel.js';
import { alternativesPanel } from './alternatives.js';
import { branchesPanel } from './branches.js';
import { codePanel } from './codepanel.js';
import { strategiesPanel } from './strategies.js';

/**
 * @param {HTMLElement} root
 * @returns {() => void} ends the view
 */
export function show(root) {
  const alternatives = alternativesPanel();
  const branches = branchesPanel();
  const strategies = strategiesPanel();
  const settings = settingsPanel();
  const code = codePanel();
  root.append(
    h(
      'div',
      { class: 'cols write' },
      h(
        'div',
        { class: 'write-main' },
        h('div', { class: 'cols write-top' }, alternatives.element, branches.element),
        strategies.element,
      ),
      h('div', { class: 'controls' }, settings.element, code.element),
    ),
  );
  return () => [alternatives, branches, strategies, settings, code].forEach((panel) => panel.end());
}
