// Elements. Text from documents enters the page through text nodes only, never as markup.

const SVG = 'http://www.w3.org/2000/svg';

const byId = (id) => document.getElementById(id);

/** Make an element: attributes by name, listeners under `on`, children as nodes or as text. */
function el(tag, attributes = {}, ...children) {
  const { on = {}, ...plain } = attributes;
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(plain)) {
    if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : value);
  }
  for (const [type, listener] of Object.entries(on)) element.addEventListener(type, listener);
  for (const child of children.flat()) if (child !== null && child !== undefined) element.append(child); // of any number
  return element;
}

/** Make a button of a given class whose label is text or nodes. */
const button = (className, press, ...label) => el('button', { type: 'button', class: className, on: { click: press } }, ...label);

/** Text of unknown writing direction, kept from reordering what stands around it. */
const free = (text, className) => el('bdi', { dir: 'auto', class: className }, text);

/** Text for screen readers alone. */
const spoken = (text) => el('span', { class: 'spoken' }, text);

/** Draw the symbol of a type of entity, the same as on the map. */
function symbol(style, size = 14) {
  const svg = document.createElementNS(SVG, 'svg');
  const path = document.createElementNS(SVG, 'path');
  const drawn = { viewBox: '0 0 16 16', width: size, height: size, 'aria-hidden': 'true', class: 'symbol' };
  for (const [name, value] of Object.entries(drawn)) svg.setAttribute(name, value);
  path.setAttribute('d', pathOf(symbolOutline(style.shape, { x: 8, y: 8, radius: 5.5 })));
  path.style.setProperty('--tint', style.color);
  svg.append(path);
  return svg;
}

/** Offer a file for download. */
function download(name, blob) {
  const link = el('a', { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** Tell a screen reader what happened. */
function announce(message) {
  byId('live').textContent = message;
}

/** Write a count with commas; the browser's own way loads what it knows of all languages first. */
const written = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

const plural = (count, one, many) => `${written(count)} ${count === 1 ? one : many}`;
