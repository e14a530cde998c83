// The map as a file: a picture as it stands on the screen, or a drawing that can be scaled.

/** Save the map as it is seen. */
const savePng = (map) => copyOf(map).toBlob((blob) => download('graph.png', blob));

/** Put the map on paper as a picture, which is made as wide as the sheet; a canvas would be cut. */
function printPicture(map) {
  addEventListener('beforeprint', () => byId('canvas').before(el('img', { id: 'printed', alt: 'Map of the graph', src: copyOf(map).toDataURL() })));
  addEventListener('afterprint', () => byId('printed')?.remove());
}

/** Return the map as it is seen, on its ground. */
function copyOf(map) {
  const drawn = byId('canvas').querySelector('canvas');
  const copy = el('canvas', { width: drawn.width, height: drawn.height });
  const context = copy.getContext('2d');
  context.fillStyle = map.theme.ground;
  context.fillRect(0, 0, copy.width, copy.height);
  context.drawImage(drawn, 0, 0);
  return copy;
}

/** Save the map as it is seen as SVG. */
function saveSvg(map) {
  const text = new XMLSerializer().serializeToString(drawingOf(map));
  download('graph.svg', new Blob([text], { type: 'image/svg+xml' }));
}

function svgNode(tag, attributes, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== null) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

function drawingOf(map) {
  const { clientWidth: width, clientHeight: height } = byId('canvas');
  const ground = svgNode('rect', { width, height, fill: map.theme.ground });
  const labels = map.labels.filter(({ box }) => box).map((label) => labelShape(label, label.box, map.theme));
  const plates = map.plates.map(({ text, box }) => labelShape({ text }, box, map.theme));
  const outlines = outlinesOf(map.items, map.camera).map(outlineShape);
  return svgNode('svg', { xmlns: SVG, viewBox: `0 0 ${width} ${height}`, width, height }, ground, ...outlines, ...labels, ...plates);
}

const outlineShape = ({ kind, fill, line, width, dashes, opacity, ...outline }) => svgNode('path', {
  class: kind, d: pathOf(outline), fill: fill ?? 'none', stroke: line ?? null, 'stroke-width': line ? short(width) : null, 'stroke-dasharray': dashes ? dashes.map(short).join(' ') : null, opacity,
});

function labelShape({ text, entity, strong, faded }, box, theme) {
  const [size, weight] = [strong ? 14.5 : 12.5, strong ? 600 : 400];
  return svgNode('text', {
    x: ((box.left + box.right) / 2).toFixed(1), y: ((box.top + box.bottom) / 2).toFixed(1), 'text-anchor': 'middle', 'dominant-baseline': 'central',
    'font-family': LABEL_FONT, 'font-size': size, 'font-weight': weight, fill: entity && !entity.named ? theme.soft : theme.ink,
    stroke: theme.ground, 'stroke-width': 3, 'stroke-linejoin': 'round', 'paint-order': 'stroke', opacity: faded ? 0.4 : null,
  }, xmlText(text));
}

/** Return a text as XML 1.0 can hold it: without control characters, and with no half of a pair that was cut. */
const xmlText = (text) => text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd');
