/**
 * Creates elements. Strings become text nodes, never markup, and styles are set through CSSOM, as the content security policy requires.
 *
 * @typedef {Node | string | number | null | undefined | false | readonly Child[]} Child
 * @typedef {Record<string, any>} Props
 */
const SVG = 'http://www.w3.org/2000/svg';

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Props | null} [props] attributes or properties; `vars`: CSS custom properties; `onclick` and others: listeners
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, props, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === null || value === undefined || value === false) {
      continue;
    }
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (name === 'vars') {
      setVars(element, value);
    } else if (name in element && !/^(aria|role|list|class)/.test(name)) {
      /** @type {any} */ (element)[name] = value;
    } else {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
  return append(element, children);
}

/**
 * Creates an SVG element.
 *
 * @param {string} tag
 * @param {Record<string, string | number | null>} [attributes]
 * @param {...Child} children
 * @returns {SVGElement}
 */
export function svg(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value !== null) {
      element.setAttribute(name, String(value));
    }
  }
  return /** @type {SVGElement} */ (append(element, children));
}

/**
 * @param {HTMLElement} element
 * @param {Record<string, string | number>} vars
 */
export function setVars(element, vars) {
  for (const [name, value] of Object.entries(vars)) {
    element.style.setProperty(name, String(value));
  }
}

/**
 * @template {Element} E
 * @param {E} element
 * @param {readonly Child[]} children
 * @returns {E}
 */
function append(element, children) {
  for (const child of children) {
    if (Array.isArray(child)) {
      append(element, child);
    } else if (child !== null && child !== undefined && child !== false) {
      element.append(child instanceof Node ? child : String(child));
    }
  }
  return element;
}

/**
 * @param {Element} element
 * @param {...Child} children
 */
export function replace(element, ...children) {
  element.replaceChildren();
  append(element, children);
}

/**
 * Changes the text of an element that holds nothing else, and touches the page only if it differs.
 *
 * @param {Element} element
 * @param {string} text
 */
export function setText(element, text) {
  const node = element.firstChild;
  if (!node) {
    element.append(text);
  } else if (node.nodeValue !== text) {
    node.nodeValue = text;
  }
}

/**
 * The element with an id that the page is known to have.
 *
 * @param {string} id
 * @returns {HTMLElement}
 */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) {
    throw new Error(`the page has no element "${id}"`);
  }
  return element;
}

const FOCUSABLE = 'button, input, select, textarea, a, summary, pre, [tabindex]';

/**
 * Replaces the children of an element, and keeps the focus at the same place among the new ones.
 *
 * @param {Element} element
 * @param {...Child} children
 */
export function redraw(element, ...children) {
  const focused = [...element.querySelectorAll(FOCUSABLE)].indexOf(/** @type {Element} */ (document.activeElement));
  replace(element, ...children);
  if (focused >= 0) {
    /** @type {HTMLElement | undefined} */ ([...element.querySelectorAll(FOCUSABLE)][focused])?.focus();
  }
}

/**
 * A function that draws at most once in a frame, however often it is called.
 *
 * @param {() => void} draw
 * @returns {() => void}
 */
export function oncePerFrame(draw) {
  let requested = false;
  return () => {
    if (!requested) {
      requested = true;
      requestAnimationFrame(() => {
        requested = false;
        draw();
      });
    }
  };
}
