// The map: vis-network draws nodes and edges where Python put them; labels are painted on top.

const GOLDEN = Math.PI * (3 - Math.sqrt(5));

class GraphMap {
  constructor(graph, { choose }) {
    this.graph = graph;
    this.choose = choose;
    this.nodes = new vis.DataSet();
    this.edges = new vis.DataSet();
    this.hovered = null;
    this.labels = [];
    this.fitted = false;
    this.swell = 1;
    // pyvis hands its options over as a text
    const options = JSON.parse(read('graph-options'));
    this.network = new vis.Network(byId('canvas'), { nodes: this.nodes, edges: this.edges }, { ...options, autoResize: true });
    this.listen();
    this.readTheme();
  }

  listen() {
    this.network.on('click', (event) => this.clicked(event));
    this.network.on('hoverNode', ({ node }) => this.hover(node));
    this.network.on('blurNode', () => this.hover(null));
    this.network.on('dragging', ({ nodes }) => this.moved(nodes));
    this.network.on('dragEnd', ({ nodes }) => this.moved(nodes));
    this.network.on('zoom', () => this.resize());
    this.network.on('animationFinished', () => this.resize());
    this.network.on('afterDrawing', (context) => this.paint(context));
  }

  /** Read the colours of the page, which follow light and dark. */
  readTheme() {
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(name).trim();
    this.theme = { ink: colour('--ink'), soft: colour('--soft'), ground: colour('--map'), line: colour('--line-strong'), edge: colour('--edge'), accent: colour('--accent'), outline: colour('--outline'), lift: parseFloat(colour('--lift')) / 100 };
  }

  /** Bring the drawing in step with what is in view. */
  show(view, state) {
    this.view = view;
    this.state = state;
    this.focus = focusOf(view, state);
    synchronise(this.nodes, [...this.nodeItems()]);
    synchronise(this.edges, [...this.edgeItems()]);
    this.network.unselectAll();
    if (!this.fitted && this.nodes.length) this.fit(mainPart(view));
    this.network.redraw();
  }

  * nodeItems() {
    for (const entity of this.view.drawn) yield this.nodeItem(entity);
    if (this.state.values) for (const { item } of this.valueItems()) yield item;
  }

  nodeItem(entity) {
    const chosen = this.state.selection?.includes(entity) ?? false;
    return {
      id: entity.key, x: entity.x, y: entity.y, shape: entity.shape, size: this.radiusOf(entity),
      borderWidth: chosen ? 4 : 1.5,
      opacity: this.faded(entity) ? 0.18 : 1,
      color: paints(this.lifted(entity.color), chosen ? this.theme.ink : this.theme.outline, this.theme.ink),
    };
  }

  * edgeItems() {
    for (const pair of this.view.pairs.values()) {
      if (pair.ends.every((entity) => this.view.drawn.has(entity))) yield this.edgeItem(pair);
    }
    if (this.state.values) for (const { edge } of this.valueItems()) yield edge;
  }

  edgeItem({ key, ends, claims }) {
    const strong = this.focus && ends.every((entity) => this.focus.has(entity)) && this.touches(ends);
    const forward = claims.some((claim) => claim.relation.subject === ends[0]);
    const backward = claims.some((claim) => claim.relation.subject === ends[1]);
    return {
      id: key, from: ends[0].key, to: ends[1].key,
      width: Math.min(5, 1.4 + Math.log2(claims.length) * 0.9) + (strong ? 0.8 : 0),
      dashes: claims.some((claim) => claim.status === 'asserted') ? false : [6, 5],
      arrows: { to: { enabled: forward }, from: { enabled: backward && ends[0] !== ends[1] } },
      color: { color: strong ? this.theme.accent : this.theme.edge, hover: this.theme.accent, opacity: this.focus && !strong ? 0.15 : strong ? 1 : 0.85 },
    };
  }

  /** Tell whether an edge belongs to the selection: it starts or ends at the entity, or is the chosen edge. */
  touches(ends) {
    const { selection } = this.state;
    return selection.length === 1 ? ends.includes(selection[0]) : selection.every((entity) => ends.includes(entity));
  }

  /** Small nodes for dates, amounts and other values, in a spiral around their subject. */
  * valueItems() {
    const seen = new Map();
    for (const relation of new Set(this.view.claims.map((claim) => claim.relation))) {
      if (relation.object || !this.view.drawn.has(relation.subject)) continue;
      const turn = seen.get(relation.subject) ?? 0;
      seen.set(relation.subject, turn + 1);
      yield this.valueItem(relation, turn);
    }
  }

  valueItem(relation, turn) {
    const { subject } = relation;
    const [angle, reach] = [0.6 + turn * GOLDEN, this.radiusOf(subject) + 42 + turn * 6];
    const id = `v${relation.index}`;
    const asserted = relation.claims.some((claim) => this.view.passing.has(claim) && claim.status === 'asserted');
    return {
      item: {
        id, x: Math.round(subject.x + reach * Math.cos(angle)), y: Math.round(subject.y + reach * Math.sin(angle)),
        shape: 'dot', size: 4, color: paints(this.theme.edge, this.theme.outline, this.theme.ink), opacity: this.faded(subject) ? 0.18 : 1,
      },
      edge: {
        id: `${id}-edge`, from: subject.key, to: id, width: 1, dashes: asserted ? false : [6, 5], arrows: { to: { enabled: false } },
        color: { color: this.theme.edge, opacity: this.faded(subject) ? 0.12 : 0.6 },
      },
      relation,
    };
  }

  /** Mix a colour with white as the symbols of the page are, so that it stands out on a dark ground. */
  lifted(colour) {
    const parts = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
    return `rgb(${parts.map((part) => Math.round(part + (255 - part) * this.theme.lift)).join(',')})`;
  }

  faded(entity) {
    return this.focus !== null && !this.focus.has(entity);
  }

  paint(context) {
    if (!this.view) return;
    const ratio = window.devicePixelRatio || 1;
    const scale = this.network.getScale();
    const { clientWidth: wide, clientHeight: high } = byId('canvas');
    const room = new Room(wide, high);
    room.take(boxOf('.zoom'));
    context.save();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.labels = this.labelList(scale, wide, high);
    for (const label of this.labels.slice(0, SYMBOLS_AVOIDED)) room.takeSymbol(label);
    const bright = this.labels.filter(({ faded }) => !faded);
    paintLabels(context, bright, room, this.theme);
    paintEdgeLabels(context, this.edgeLabels(scale), room, this.theme);
    paintLabels(context, this.labels.filter(({ faded }) => faded), room, this.theme);
    context.restore();
  }

  /** Return the labels that lie on the screen, the most important first. */
  labelList(scale, wide, high) {
    const rank = (entity) => (this.state.selection?.includes(entity) || entity === this.hovered ? 2 : this.focus?.has(entity) ? 1 : 0);
    const entities = [...this.view.drawn].sort((a, b) => rank(b) - rank(a) || b.named - a.named || b.near.size - a.near.size || a.index - b.index);
    const labels = entities.map((entity, at) => ({
      ...this.network.canvasToDOM(entity), radius: this.radiusOf(entity) * scale, entity,
      text: shorten(entity.label, LABEL_LENGTH), must: rank(entity) === 2 || at < HUBS, faded: this.faded(entity) && entity !== this.hovered,
      strong: rank(entity) === 2 || (at < HUBS && entity.near.size > 2),
    }));
    if (this.state.values) labels.push(...this.valueLabels(scale));
    return labels.filter(({ x, y }) => x > -60 && y > -20 && x < wide + 60 && y < high + 20);
  }

  valueLabels(scale) {
    return [...this.valueItems()].map(({ item, relation }) => ({
      ...this.network.canvasToDOM(item), radius: 4 * scale, entity: relation.subject, text: shorten(valueText(relation), LABEL_LENGTH), faded: this.faded(relation.subject),
    }));
  }

  edgeLabels(scale) {
    const labels = [];
    for (const pair of this.view.pairs.values()) {
      if (!pair.ends.every((entity) => this.view.drawn.has(entity))) continue;
      const strong = this.state.selection !== null && this.touches(pair.ends);
      const count = pair.claims.length;
      if (strong) labels.push({ places: this.between(pair), must: this.state.selection.length === 2, strong, text: pairText(pair) });
      else if (count > 1 && scale > 0.45 && !this.focus) labels.push({ places: this.between(pair), strong, text: String(count) });
    }
    return labels;
  }

  /** Return the points on an edge where its label may stand, the best first. */
  between({ ends }) {
    const [a, b] = ends.map((entity) => this.network.canvasToDOM(entity));
    if (ends[0] === ends[1]) return [{ x: a.x, y: a.y - 34 }];
    return [0.5, 0.6, 0.4, 0.7, 0.3].map((share) => ({ x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share }));
  }

  clicked({ nodes, edges, pointer }) {
    const label = this.labels.find(({ box }) => box && pointer.DOM.x > box.left && pointer.DOM.x < box.right && pointer.DOM.y > box.top && pointer.DOM.y < box.bottom);
    if (nodes.length) this.choose([this.entityOf(nodes[0])]);
    else if (label) this.choose([label.entity]);
    else if (edges.length && this.view.pairs.has(edges[0])) this.choose(this.view.pairs.get(edges[0]).ends);
    else this.choose(edges.length ? [this.graph.relations[Number(edges[0].slice(1, -5))].subject] : null);
  }

  entityOf(key) {
    const index = Number(key.slice(1));
    return key.startsWith('v') ? this.graph.relations[index].subject : this.graph.entities[index];
  }

  hover(key) {
    this.hovered = key === null ? null : this.entityOf(key);
    byId('canvas').classList.toggle('pointing', this.hovered !== null);
    this.network.redraw();
  }

  moved(keys) {
    for (const [key, place] of Object.entries(this.network.getPositions(keys))) {
      if (key.startsWith('n')) Object.assign(this.entityOf(key), place);
    }
  }

  /** Show the whole map, or some entities of it, with room at its rim for labels. */
  fit(entities = this.view.drawn) {
    this.fitted = true;
    this.network.fit({ nodes: [...entities].map((entity) => entity.key), animation: false });
    this.network.moveTo({ scale: Math.min(1.25, this.network.getScale() * 0.94) });
    this.resize();
  }

  /** Return the size of a symbol on the map: the better connected the larger, and descriptions smaller than names. */
  radiusOf(entity) {
    const radius = Math.min(26, 7.5 + 3 * Math.sqrt(entity.near.size));
    return radius * this.swell * (entity.named ? 1 : 0.7);
  }

  /** Keep symbols in sight where the map is seen from afar, in steps, because each one draws all nodes anew. */
  resize() {
    const swell = [1, 1.25, 1.5].find((step) => this.network.getScale() * step > 0.75) ?? 1.75;
    if (swell === this.swell) return;
    this.swell = swell;
    synchronise(this.nodes, [...this.nodeItems()]);
  }

  zoom(factor) {
    this.network.moveTo({ scale: Math.min(5, Math.max(0.02, this.network.getScale() * factor)), animation: motion() });
    this.resize();
  }

  /** Bring the selection and what is next to it into sight, if they are not there in readable size. */
  reveal() {
    if (this.network.getScale() > 0.6 && [...this.focus].every((entity) => this.inSight(entity))) return;
    const keys = [...this.focus].map((entity) => entity.key);
    this.network.fit({ nodes: keys, minZoomLevel: 0.3, maxZoomLevel: 1.15, animation: motion() });
  }

  inSight(entity) {
    const { clientWidth: wide, clientHeight: high } = byId('canvas');
    const { x, y } = this.network.canvasToDOM(entity);
    return x > 50 && y > 30 && x < wide - 50 && y < high - 40;
  }

  /** Return the nearest drawn entity in a direction from another, or from the middle of the sight. */
  towards([right, down], from) {
    const here = from ?? this.network.getViewPosition();
    const cost = (entity) => {
      const [dx, dy] = [entity.x - here.x, entity.y - here.y];
      const ahead = dx * right + dy * down;
      return ahead <= 0 ? Infinity : ahead + 2.5 * Math.abs(dx * down - dy * right);
    };
    const others = [...this.view.drawn].filter((entity) => entity !== from);
    const best = others.reduce((one, other) => (one && cost(one) <= cost(other) ? one : other), null);
    return best && (!from || cost(best) < Infinity) ? best : null;
  }

  picture() {
    const drawn = byId('canvas').querySelector('canvas');
    const copy = el('canvas', { width: drawn.width, height: drawn.height });
    const context = copy.getContext('2d');
    context.fillStyle = this.theme.ground;
    context.fillRect(0, 0, copy.width, copy.height);
    context.drawImage(drawn, 0, 0);
    copy.toBlob((blob) => download('graph.png', blob));
  }
}

/** Nodes keep their colours when touched; only their border answers. */
const paints = (background, border, active) => ({ background, border, highlight: { background, border: active }, hover: { background, border: active } });

/** Return the entities that stay bright: the selected and what is next to it; null where nothing is selected. */
function focusOf(view, { selection }) {
  if (!selection) return null;
  const [first] = selection;
  const near = selection.length === 1 ? [...first.near].filter((entity) => view.pairs.has(pairKey(first.index, entity.index))) : [];
  return new Set([...selection, ...near]);
}

/** Return the largest connected part of what is drawn, if it is most of it; else all of it. */
function mainPart({ drawn, pairs }) {
  const near = new Map([...drawn].map((entity) => [entity, []]));
  for (const { ends: [a, b] } of pairs.values()) if (near.has(a) && near.has(b)) near.get(a).push(b) && near.get(b).push(a);
  const seen = new Set();
  for (const start of drawn) {
    const part = new Set(seen.has(start) ? [] : [start]);
    for (const entity of part) for (const other of near.get(entity)) part.add(other); // grows while it is walked
    for (const entity of part) seen.add(entity);
    if (part.size * 2 > drawn.size) return part;
  }
  return drawn;
}

/** Return the box on the canvas that a part of the page covers. */
function boxOf(selector) {
  const [inner, outer] = [document.querySelector(selector), byId('canvas')].map((part) => part.getBoundingClientRect());
  return { left: inner.left - outer.left, right: inner.right - outer.left, top: inner.top - outer.top, bottom: inner.bottom - outer.top };
}

/** Name the relations of an edge. */
function pairText({ claims }) {
  const names = [...new Set(claims.map((claim) => claim.relation.label))];
  return shorten(names[0], 26) + (names.length > 1 ? ` +${names.length - 1}` : '');
}

/** Make a data set hold these items and no others, touching only what differs. */
function synchronise(dataSet, items) {
  const wanted = new Set(items.map(({ id }) => id));
  dataSet.remove(dataSet.getIds().filter((id) => !wanted.has(id)));
  const print = (item) => JSON.stringify(item);
  dataSet.update(items.filter((item) => dataSet.get(item.id) === null || print(dataSet.get(item.id)) !== print(item)));
}

const motion = () => (matchMedia('(prefers-reduced-motion: reduce)').matches ? false : { duration: 250, easingFunction: 'easeInOutQuad' });
