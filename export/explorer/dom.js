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
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/** Make a button of a given class whose label is text or nodes. */
const button = (className, press, ...label) => el('button', { type: 'button', class: className, on: { click: press } }, ...label);

/** Text of unknown writing direction, kept from reordering what stands around it. */
const free = (text, className) => el('bdi', { dir: 'auto', class: className }, text);

/** Text for screen readers alone. */
const spoken = (text) => el('span', { class: 'spoken' }, text);

const SHAPES = {
  dot: 'M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11z',
  square: 'M3 3h10v10H3z',
  triangle: 'M8 2l6.3 11H1.7z',
  triangleDown: 'M8 14L1.7 3h12.6z',
  diamond: 'M8 1.5L14 8l-6 6.5L2 8z',
  star: 'M8 1l2.1 4.7 5.1.5-3.8 3.4 1.1 5L8 12l-4.5 2.6 1.1-5L.8 6.2l5.1-.5z',
  hexagon: 'M4.7 2.5h6.6L14.6 8l-3.3 5.5H4.7L1.4 8z',
};

/** Draw the symbol of a type of entity, the same as on the map. */
function symbol(style, size = 14) {
  const svg = document.createElementNS(SVG, 'svg');
  const path = document.createElementNS(SVG, 'path');
  const drawn = { viewBox: '0 0 16 16', width: size, height: size, 'aria-hidden': 'true', class: 'symbol' };
  for (const [name, value] of Object.entries(drawn)) svg.setAttribute(name, value);
  path.setAttribute('d', SHAPES[style.shape]);
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

const plural = (count, one, many) => `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
