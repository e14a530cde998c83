// Labels over the map, always of readable size: the important ones first, none over another.

const LABEL_FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans CJK SC", "Noto Color Emoji", sans-serif';
const LABEL_LENGTH = 28;
const LABELS_TRIED = 500;
const SYMBOLS_AVOIDED = 400;
const HUBS = 8;

const apart = (box, other) => box.left >= other.right || box.right <= other.left || box.top >= other.bottom || box.bottom <= other.top;

/** Remembers the boxes taken in one drawing of a sheet. */
class Room {
  constructor(wide, high) {
    this.sheet = { wide, high };
    this.texts = [];
    this.symbols = [];
  }

  isFree(box) {
    return this.isClear(box) && this.symbols.every((other) => apart(box, other));
  }

  /** Tell whether a box covers no text, though perhaps a symbol. */
  isClear(box) {
    const inside = box.left >= 0 && box.top >= 0 && box.right <= this.sheet.wide && box.bottom <= this.sheet.high;
    return inside && this.texts.every((other) => apart(box, other));
  }

  take(box) {
    this.texts.push(box);
    return box;
  }

  /** Keep labels off the symbol of a node. */
  takeSymbol({ x, y, radius }) {
    this.symbols.push({ left: x - radius, right: x + radius, top: y - radius, bottom: y + radius });
  }
}

/** Measures texts once per font. */
const measured = new Map();
function widthOf(context, text) {
  const key = `${context.font}|${text}`;
  if (!measured.has(key)) measured.set(key, context.measureText(text).width);
  return measured.get(key);
}

/** Return the boxes a label may take around a node: below, above, right, left, and the corners. */
function boxesAround({ x, y, radius }, width, height) {
  const box = (left, top) => ({ left, top, right: left + width, bottom: top + height });
  return [
    box(x - width / 2, y + radius + 2),
    box(x - width / 2, y - radius - height - 2),
    box(x + radius + 4, y - height / 2),
    box(x - radius - width - 4, y - height / 2),
    ...[y + 2, y - height - 2].flatMap((top) => [box(x + radius + 2, top), box(x - radius - width - 2, top)]),
  ];
}

/** Return boxes a line further off, for a label that must be somewhere. */
const boxesBeyond = (node, width, height) => (node.inside ? [] : boxesAround({ ...node, radius: node.radius + height }, width, height).slice(0, 4));

/** Return the boxes a label may take on a disc. */
function boxesInside({ x, y }, width, height) {
  return [0, -1, 1].map((line) => {
    const top = y - height / 2 + line * height;
    return { left: x - width / 2, right: x + width / 2, top, bottom: top + height };
  });
}

/** Draw a text with a halo in the colour of the ground. */
function paintText(context, text, box, { ink, ground }, alpha) {
  context.globalAlpha = alpha;
  context.lineWidth = 4;
  context.lineJoin = 'round';
  context.strokeStyle = ground;
  context.fillStyle = ink;
  const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2 + 0.5];
  context.strokeText(text, x, y);
  context.fillText(text, x, y);
  context.globalAlpha = 1;
}

/** Draw a text on a small plate, as edges carry it. */
function paintPlate(context, text, box, { ink, ground, line }) {
  context.fillStyle = ground;
  context.strokeStyle = line;
  context.lineWidth = 1;
  context.beginPath();
  context.roundRect(box.left, box.top, box.right - box.left, box.bottom - box.top, 7);
  context.fill();
  context.stroke();
  context.fillStyle = ink;
  context.fillText(text, (box.left + box.right) / 2, (box.top + box.bottom) / 2 + 0.5);
}

/** Return the size of a label's text: names that stand out, other names, and descriptions such as "top talents". */
function fontOf({ strong, entity }) {
  if (strong) return '600 14.5px';
  return !entity || entity.named ? '500 12.5px' : '11.5px';
}

/** Choose among the boxes of a label; one that must be painted may stand further off, cover symbols, and at last texts. */
function placeFor(boxes, room, must, beyond = []) {
  const free = boxes.find((box) => room.isFree(box));
  if (free || !must) return free ?? null;
  const all = [...boxes, ...beyond];
  return beyond.find((box) => room.isFree(box)) ?? all.find((box) => room.isClear(box)) ?? boxes[0];
}

/** Paint labels of nodes, the first of the list first; `must` ones are painted even where room is short. */
function paintLabels(context, nodes, room, theme) {
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  for (const node of nodes.slice(0, LABELS_TRIED)) {
    context.font = `${fontOf(node)} ${LABEL_FONT}`;
    const width = widthOf(context, node.text) + 4;
    const height = node.strong ? 18 : 16;
    const boxes = (node.inside ? boxesInside : boxesAround)(node, width, height);
    const box = placeFor(boxes, room, node.must, node.must ? boxesBeyond(node, width, height) : []);
    if (box) {
      node.box = room.take(box);
      const ink = node.strong || !node.entity || node.entity.named ? theme.ink : theme.soft;
      paintText(context, node.text, box, { ...theme, ink }, node.faded ? 0.4 : 1);
    }
  }
}

/** Paint what edges carry: names of relations on the selection, and numbers of claims. Return what was painted where. */
function paintEdgeLabels(context, edges, room, theme) {
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  const painted = [];
  for (const edge of edges) {
    context.font = `${edge.strong ? '12px' : '10.5px'} ${LABEL_FONT}`;
    const half = widthOf(context, edge.text) / 2 + 6;
    const boxes = edge.places.map(({ x, y }) => ({ left: x - half, right: x + half, top: y - 9, bottom: y + 9 }));
    const box = placeFor(boxes, room, edge.must);
    if (!box) continue;
    paintPlate(context, edge.text, room.take(box), theme);
    painted.push({ text: edge.text, box });
  }
  return painted;
}
