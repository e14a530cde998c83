// The outlines of what is on the map, for a sheet that we paint ourselves: the first picture, a drawing to keep, the legend.

/** Return the corners of a star or polygon around 0,0, the first one at the top or, turned, at the right. */
function corners(count, reachOf, { turned = false, down = 0 } = {}) {
  return Array.from({ length: count }, (_, at) => {
    const angle = (2 * Math.PI * at) / count - (turned ? 0 : Math.PI / 2);
    return [reachOf(at) * Math.cos(angle), reachOf(at) * Math.sin(angle) + down];
  });
}

const flipped = (points) => points.map(([x, y]) => [x, -y]);
const TRIANGLE = corners(3, () => 1.15 * (2 / Math.sqrt(3)), { down: 0.316 });

// For symbols of radius 1, as vis-network draws them; a dot has no corners.
const SYMBOLS = {
  dot: null,
  square: [[-1, -1], [1, -1], [1, 1], [-1, 1]],
  triangle: TRIANGLE,
  triangleDown: flipped(TRIANGLE),
  diamond: corners(4, () => 1),
  star: corners(10, (at) => (at % 2 ? 0.41 : 1.066), { down: 0.082 }),
  hexagon: corners(6, () => 1, { turned: true }),
};

/** Return an outline as the path of a drawing (SVG). */
function pathOf({ points, closed, circle }) {
  if (!circle) return `M${points.map((point) => point.map(short).join(' ')).join('L')}${closed ? 'z' : ''}`;
  const [x, y, r] = circle.map(short);
  return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
}

const short = (number) => Math.round(number * 100) / 100;

/** Return the outline of a symbol around a point. */
function symbolOutline(shape, { x, y, radius }) {
  const points = SYMBOLS[shape]?.map(([right, down]) => [x + right * radius, y + down * radius]);
  return points ? { points, closed: true } : { circle: [x, y, radius] };
}

/** Return what is drawn on a sheet, what lies below first: outlines with how they are filled and lined. */
function outlinesOf(items, camera) {
  const nodes = new Map([...items.nodes()].map((item) => [item.id, { ...item, ...camera.onSheet(item), radius: item.size * camera.scale }]));
  const edges = [...items.edges()].map((item) => edgeOutlines(item, nodes.get(item.from), nodes.get(item.to), camera.scale));
  return [...edges.flatMap(({ line }) => line), ...[...nodes.values()].map(nodeOutline), ...edges.flatMap(({ heads }) => heads)];
}

const nodeOutline = ({ shape, color, opacity, borderWidth, ...place }) => ({
  kind: 'symbol', ...symbolOutline(shape, place), fill: color.background, line: color.border, width: Math.min(2 * place.radius, borderWidth), opacity,
});

function edgeOutlines({ width, dashes, arrows, color }, one, other, scale) {
  const paint = { line: color.color, opacity: color.opacity, width: Math.max(0.3, width * scale), dashes: dashes ? dashes.map((length) => length * scale) : null };
  if (one === other) return { line: [{ kind: 'loop', circle: [one.x, one.y - one.radius - 10 * scale, 12 * scale], ...paint }], heads: [] };
  const length = (9 + 3 * width) * scale;
  const [head, tail] = [arrows.to?.enabled ? headOf(one, other, length) : null, arrows.from?.enabled ? headOf(other, one, length) : null];
  const points = [tail?.back ?? [one.x, one.y], head?.back ?? [other.x, other.y]];
  const heads = [head, tail].filter(Boolean).map((outline) => ({ kind: 'head', points: outline.points, closed: true, fill: color.color, opacity: color.opacity }));
  return { line: [{ kind: 'line', points, ...paint }], heads };
}

/** Return the head of an arrow where it meets the rim of a node, and where the line ends in it. */
function headOf(from, to, length) {
  const angle = Math.atan2(to.y - from.y, to.x - from.x);
  const [right, down] = [Math.cos(angle), Math.sin(angle)];
  const at = (back, aside) => [to.x - right * (to.radius + back * length) - down * aside * length, to.y - down * (to.radius + back * length) + right * aside * length];
  return { points: [at(0, 0), at(1, 0.3), at(0.9, 0), at(1, -0.3)], back: at(0.9, 0) };
}
