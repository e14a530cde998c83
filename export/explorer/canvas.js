// The map: vis-network draws nodes and edges where Python put them; labels are painted on top.

const THEME = { ink: '--ink', soft: '--soft', ground: '--map', line: '--line-strong', edge: '--edge', accent: '--accent', outline: '--outline', disc: '--disc', discLine: '--disc-line' };

const READABLE = 0.3;

class GraphMap {
  constructor(graph, options, { choose, openGroup }) {
    Object.assign(this, { graph, choose, openGroup, hovered: null, labels: [], fitted: null, lens: lensAt(1) });
    this.nodes = new vis.DataSet();
    this.edges = new vis.DataSet();
    this.network = new vis.Network(byId('canvas'), {}, { ...options, autoResize: true });
    this.panning = new Panning(byId('canvas'), this.network);
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
    const value = (name) => style.getPropertyValue(name).trim();
    this.theme = Object.fromEntries(Object.entries(THEME).map(([name, property]) => [name, value(property)]));
    this.theme.lift = parseFloat(value('--lift')) / 100;
  }

  /** Bring the drawing in step with what is in view. */
  show(view, state) {
    this.view = view;
    this.state = state;
    const scope = JSON.stringify([view.grouped, state.ego && [state.ego.entity.key, state.ego.depth], state.path && [state.path.start.key, state.path.end.key, state.path.which]]);
    const parts = state.ego || state.path || view.grouped ? this.parts() : this.mostReadable([...mainPart(view)]);
    const moves = this.fitted !== scope && parts.length > 0;
    if (moves) this.lens = this.lensFor(parts);
    this.draw();
    if (this.network.getSelection().nodes.length + this.network.getSelection().edges.length) this.network.unselectAll();
    if (moves) this.fit(parts);
    if (moves) this.fitted = scope;
    else this.network.redraw(); // or else it is asked for already
  }

  /** Foresee from where some parts fill the map, so that their symbols are made once. */
  lensFor(parts) {
    return lensAt(this.scaleFor(parts));
  }

  /** Return all parts, or the main one where the others would make it much smaller. */
  mostReadable(main) {
    const all = this.parts();
    return this.scaleFor(all) > this.scaleFor(main) * 0.65 ? all : main;
  }

  /** Return the zoom at which some parts fill the map. */
  scaleFor(parts) {
    const [across, down] = ['x', 'y'].map((axis) => {
      const places = parts.map((part) => placeOf(this.view, part)[axis]);
      return Math.max(...places) - Math.min(...places) + 100;
    });
    return Math.min(1.25, byId('canvas').clientWidth / across, byId('canvas').clientHeight / down);
  }

  parts() {
    return [...this.view.groups.keys(), ...this.view.drawn];
  }

  draw() {
    this.items = new Items(this.view, this.state, this.theme, this.lens);
    synchronise(this.nodes, [...this.items.nodes()]);
    synchronise(this.edges, [...this.items.edges()]);
    if (this.given) return;
    this.given = true;
    this.network.setData({ nodes: this.nodes, edges: this.edges }); // all at once, which is faster than one by one
  }

  paint(context) {
    if (!this.view) return;
    const ratio = window.devicePixelRatio || 1;
    context.save();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.paintLabels(context);
    context.restore();
  }

  paintLabels(context) {
    const scale = this.network.getScale();
    const { clientWidth: wide, clientHeight: high } = byId('canvas');
    const room = new Room(wide, high);
    room.take(boxOf('.zoom'));
    this.labels = this.labelList(scale, wide, high);
    for (const label of this.labels.slice(0, SYMBOLS_AVOIDED)) if (!label.group) room.takeSymbol(label);
    const bright = this.labels.filter(({ faded }) => !faded);
    paintLabels(context, bright, room, this.theme);
    this.plates = paintEdgeLabels(context, this.edgeLabels(scale), room, this.theme);
    paintLabels(context, this.labels.filter(({ faded }) => faded), room, this.theme);
  }

  /** Return the labels that lie on the screen, the most important first. */
  labelList(scale, wide, high) {
    const labels = [...this.groupLabels(scale), ...this.entityLabels(scale)];
    if (this.state.values) labels.push(...this.valueLabels(scale));
    return labels.filter(({ x, y }) => x > -60 && y > -20 && x < wide + 60 && y < high + 20);
  }

  groupLabels(scale) {
    const groups = [...this.view.groups].sort(([a, m], [b, n]) => n.length - m.length || a.index - b.index);
    return groups.map(([group, members], at) => ({
      ...this.network.canvasToDOM(group), radius: discRadius(group, members) * scale, group, inside: true, must: group.parent === null && groups.length <= HUBS * 3,
      text: `${this.groupName(group, discRadius(group, members) * scale)} (${members.length.toLocaleString('en')})`, faded: this.items.focus !== null, strong: at < HUBS,
    }));
  }

  /** Name a community in full where its disc is wide enough, else by its first entity alone. */
  groupName({ name, top }, radius) {
    return name.length * 7 <= radius * 2.2 || !top.length ? name : shorten(name.split(' · ')[0], 22);
  }

  entityLabels(scale) {
    const { focus } = this.items;
    const rank = (entity) => (this.state.selection?.includes(entity) || entity === this.hovered ? 2 : focus?.has(entity) ? 1 : 0);
    this.order ??= new WeakMap();
    if (!this.order.has(this.view)) this.order.set(this.view, [...this.view.drawn].sort((a, b) => b.named - a.named || b.near.size - a.near.size || a.index - b.index));
    const entities = this.order.get(this.view);
    const first = entities.filter((entity) => rank(entity)).sort((a, b) => rank(b) - rank(a));
    return [...first, ...entities.filter((entity) => !rank(entity))].map((entity, at) => ({
      ...this.onScreen(entity), radius: this.items.radiusOf(entity) * scale, entity,
      text: this.nodeText(entity), must: rank(entity) === 2 || at < HUBS, faded: this.items.faded(entity) && entity !== this.hovered,
      strong: rank(entity) === 2 || (at < HUBS && entity.near.size > 2),
    }));
  }

  nodeText(entity) {
    const text = shorten(entity.label, LABEL_LENGTH);
    if (!this.state.folded.has(entity)) return text;
    const count = [...this.view.folded.values()].filter((into) => into === entity).length;
    return count ? `${text} (+${count})` : text;
  }

  valueLabels(scale) {
    return [...this.items.values()].map(({ item, relation }) => ({
      ...this.network.canvasToDOM(item), radius: 4 * scale, entity: relation.subject, text: shorten(valueText(relation), LABEL_LENGTH), faded: this.items.faded(relation.subject),
    }));
  }

  edgeLabels(scale) {
    const labels = [];
    for (const pair of this.view.pairs.values()) {
      if (!pair.ends.every((entity) => this.view.drawn.has(entity))) continue;
      const strong = (this.state.selection !== null || this.state.path !== null) && this.items.touches(pair.ends);
      const count = pair.claims.length;
      if (strong && !this.items.crowded) labels.push({ places: this.between(pair), must: this.state.selection?.length === 2, strong, text: pairText(pair) });
      else if (!strong && count > 1 && scale > 0.45 && !this.items.focus) labels.push({ places: this.between(pair), strong, text: String(count) });
    }
    return labels;
  }

  /** Return the points on an edge where its label may stand, the best first. */
  between({ ends }) {
    const [a, b] = ends.map((entity) => this.onScreen(entity));
    if (ends[0] === ends[1]) return [{ x: a.x, y: a.y - 34 }];
    return [0.5, 0.6, 0.4, 0.7, 0.3].map((share) => ({ x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share }));
  }

  clicked({ nodes, edges, pointer }) {
    const { x, y } = pointer.DOM;
    const label = this.labels.find(({ box }) => box && x > box.left && x < box.right && y > box.top && y < box.bottom);
    const group = nodes.length ? this.groupOf(nodes[0]) : label?.group;
    if (group) this.openGroup(group);
    else if (nodes.length) this.choose([this.entityOf(nodes[0])]);
    else if (label) this.choose([label.entity]);
    else if (edges.length && this.view.pairs.has(edges[0])) this.choose(this.view.pairs.get(edges[0]).ends);
    else if (edges[0]?.startsWith('v')) this.choose([this.graph.relations[Number(edges[0].slice(1, -5))].subject]);
    else if (!edges.length) this.choose(null);
  }

  groupOf(key) {
    return key.startsWith('g') ? this.graph.communities[Number(key.slice(1))] : null;
  }

  entityOf(key) {
    const index = Number(key.slice(1));
    return key.startsWith('v') ? this.graph.relations[index].subject : this.graph.entities[index];
  }

  hover(key) {
    this.hovered = key === null || key.startsWith('g') ? null : this.entityOf(key);
    byId('canvas').classList.toggle('pointing', key !== null);
    this.network.redraw();
  }

  moved(keys) {
    for (const [key, place] of Object.entries(this.network.getPositions(keys))) {
      if (key.startsWith('n')) Object.assign(placeOf(this.view, this.entityOf(key)), place);
      if (key.startsWith('g')) Object.assign(this.groupOf(key), place);
    }
  }

  /** Show the whole map, or some of it, with room at its rim for labels. */
  fit(parts = this.parts()) {
    this.network.fit({ nodes: [...parts].map((part) => part.key), minZoomLevel: 0.001, animation: false });
    this.network.moveTo({ scale: Math.min(1.25, this.network.getScale() * 0.94) });
    this.resize();
  }

  /** Bring what a community holds into sight. */
  enter(group) {
    const inside = [...this.view.drawn].filter((entity) => isInside(entity.group, group));
    const groups = [...this.view.groups.keys()].filter((one) => isInside(one, group));
    if (inside.length + groups.length) this.fit([...inside, ...groups]);
  }

  /** Keep symbols and lines in sight where the map is seen from afar. */
  resize() {
    const lens = lensAt(this.network.getScale());
    if (lens.swell === this.lens.swell && (lens.unit === this.lens.unit || !this.view.grouped)) return;
    this.lens = lens;
    this.draw();
  }

  zoom(factor) {
    this.network.moveTo({ scale: Math.min(5, Math.max(0.001, this.network.getScale() * factor)), animation: motion() });
    this.resize();
  }

  /** Bring the selection and what is next to it into sight, if they are not there in readable size. */
  reveal() {
    const { focus } = this.items;
    if (this.network.getScale() > 0.6 && [...focus].every((entity) => this.inSight(entity))) return;
    const drawn = [...focus].filter((entity) => this.view.drawn.has(entity));
    if (!drawn.length) return; // the filters leave nothing of it on the map
    const wide = this.scaleFor(drawn) < READABLE; // what is next to it lies in other communities, far away
    const keys = (wide ? drawn.filter((entity) => this.state.selection.includes(entity)) : drawn).map((entity) => entity.key);
    this.network.fit({ nodes: keys, minZoomLevel: 0.001, maxZoomLevel: wide ? 0.8 : 1.15, animation: motion() });
  }

  onScreen(entity) {
    return this.network.canvasToDOM(placeOf(this.view, entity));
  }

  inSight(entity) {
    const { clientWidth: wide, clientHeight: high } = byId('canvas');
    const { x, y } = this.onScreen(entity);
    return x > 50 && y > 30 && x < wide - 50 && y < high - 40;
  }

  /** Return the nearest drawn entity in a direction from another, or from the middle of the sight. */
  towards([right, down], from) {
    const here = from ? placeOf(this.view, from) : this.network.getViewPosition();
    const cost = (entity) => {
      const { x, y } = placeOf(this.view, entity);
      const [dx, dy] = [x - here.x, y - here.y];
      const ahead = dx * right + dy * down;
      return ahead <= 0 ? Infinity : ahead + 2.5 * Math.abs(dx * down - dy * right);
    };
    const others = [...this.view.drawn].filter((entity) => entity !== from);
    const best = others.reduce((one, other) => (one && cost(one) <= cost(other) ? one : other), null);
    return best && (!from || cost(best) < Infinity) ? best : null;
  }
}

/** Return the box on the canvas that a part of the page covers. */
function boxOf(selector) {
  const [inner, outer] = [document.querySelector(selector), byId('canvas')].map((part) => part.getBoundingClientRect());
  return { left: inner.left - outer.left, right: inner.right - outer.left, top: inner.top - outer.top, bottom: inner.bottom - outer.top };
}

const motion = () => (matchMedia('(prefers-reduced-motion: reduce)').matches ? false : { duration: 250, easingFunction: 'easeInOutQuad' });
