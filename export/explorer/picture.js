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
  const nodes = map.nodes.get().map((item) => ({ ...item, ...map.network.canvasToDOM(item), radius: item.size * map.network.getScale() }));
  const byKey = new Map(nodes.map((node) => [node.id, node]));
  const edges = map.edges.get().flatMap((item) => edgeShapes(item, byKey.get(item.from), byKey.get(item.to)));
  const labels = map.labels.filter(({ box }) => box).map((label) => labelShape(label, label.box, map.theme));
  const plates = map.plates.map(({ text, box }) => labelShape({ text }, box, map.theme));
  return svgNode('svg', { xmlns: SVG, viewBox: `0 0 ${width} ${height}`, width, height }, ground, ...edges, ...nodes.map(nodeShape), ...labels, ...plates);
}

/** A node of vis-network reaches its size from its middle; the symbols of the page reach 5.5 units from theirs. */
function nodeShape({ shape, x, y, radius, color, opacity }) {
  const scale = (radius / 5.5).toFixed(3);
  return svgNode('path', { d: SHAPES[shape], transform: `translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${scale}) translate(-8 -8)`, fill: color.background, stroke: color.border, 'stroke-width': (1.2 / scale).toFixed(2), opacity });
}

function edgeShapes({ width, dashes, arrows, color }, one, other) {
  if (one === other) return [svgNode('circle', { cx: one.x, cy: one.y - one.radius - 10, r: 12, fill: 'none', stroke: color.color, 'stroke-width': width, opacity: color.opacity })];
  const paint = { stroke: color.color, fill: color.color, opacity: color.opacity };
  const line = svgNode('line', { x1: one.x, y1: one.y, x2: other.x, y2: other.y, ...paint, 'stroke-width': width, 'stroke-dasharray': dashes ? dashes.join(' ') : null });
  return [line, arrows.to?.enabled ? arrowHead(one, other, paint) : null, arrows.from?.enabled ? arrowHead(other, one, paint) : null].filter(Boolean);
}

/** Draw the head of an arrow where it meets the rim of a node. */
function arrowHead(from, to, paint) {
  const angle = Math.atan2(to.y - from.y, to.x - from.x) * (180 / Math.PI);
  const move = `translate(${to.x.toFixed(1)} ${to.y.toFixed(1)}) rotate(${angle.toFixed(1)}) translate(${(-to.radius).toFixed(1)} 0)`;
  return svgNode('path', { d: 'M0 0L-8 -3.5L-8 3.5z', transform: move, ...paint });
}

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
