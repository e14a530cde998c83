// The map: vis-network draws nodes and edges where Python put them; labels are painted on top.

const THEME = { ink: '--ink', soft: '--soft', ground: '--map', line: '--line-strong', edge: '--edge', accent: '--accent', outline: '--outline', disc: '--disc', discLine: '--disc-line' };

const READABLE = 0.3;

/** Read the colours of the page, which follow light and dark. */
function readTheme() {
  const style = getComputedStyle(document.documentElement);
  const value = (name) => style.getPropertyValue(name).trim();
  const colours = Object.entries(THEME).map(([name, property]) => [name, value(property)]);
  return { ...Object.fromEntries(colours), lift: parseFloat(value('--lift')) / 100 };
}

class GraphMap {
  constructor(graph, options, { choose, openGroup }) {
    Object.assign(this, { graph, choose, openGroup, root: byId('canvas'), hovered: null, labels: [], plates: [], fitted: null, lens: lensAt(1), theme: readTheme() });
    this.nodes = new vis.DataSet();
    this.edges = new vis.DataSet();
    this.network = new vis.Network(this.root, {}, { ...options, autoResize: true });
    this.panning = new Panning(this.root, this.network);
    this.listen();
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

  /** Bring the drawing in step with what is in view. */
  show(view, state) {
    this.view = view;
    this.state = state;
    const scope = JSON.stringify([view.grouped, state.ego && [state.ego.entity.key, state.ego.depth], state.path && [state.path.start.key, state.path.end.key, state.path.which]]);
    const first = this.fitted === scope ? null : firstCamera(view, state, this.root);
    if (first) {
      this.fitted = scope;
      this.lens = lensAt(first.scale); // foreseen, so that symbols are made once
    }
    this.draw();
    if (this.network.getSelection().nodes.length + this.network.getSelection().edges.length) this.network.unselectAll();
    if (first) this.look(first);
    else this.network.redraw(); // or else it is asked for already
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
    const { labels, plates } = new Lettering(this, this.camera, this.hovered, this.theme).paint(context);
    Object.assign(this, { labels, plates });
    context.restore();
  }

  /** From where the map is seen now. */
  get camera() {
    return new Camera(this.network.getViewPosition(), this.network.getScale(), this.root);
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
    this.root.classList.toggle('pointing', key !== null);
    this.network.redraw();
  }

  moved(keys) {
    for (const [key, place] of Object.entries(this.network.getPositions(keys))) {
      if (key.startsWith('n')) Object.assign(placeOf(this.view, this.entityOf(key)), place);
      if (key.startsWith('g')) Object.assign(this.groupOf(key), place);
    }
  }

  /** Show the whole map, or some of it, with room at its rim for labels. */
  fit(parts = partsOf(this.view)) {
    const camera = cameraOn(this.view, parts, this.root);
    if (camera) this.look(camera);
  }

  look({ x, y, scale }) {
    this.network.moveTo({ position: { x, y }, scale, animation: false });
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
    const { camera } = this;
    if (camera.scale > 0.6 && [...focus].every((entity) => camera.sees(placeOf(this.view, entity)))) return;
    const drawn = [...focus].filter((entity) => this.view.drawn.has(entity));
    if (!drawn.length) return; // the filters leave nothing of it on the map
    const wide = cameraOn(this.view, drawn, this.root)?.scale < READABLE; // what is next to it lies in other communities, far away
    const keys = (wide ? drawn.filter((entity) => this.state.selection.includes(entity)) : drawn).map((entity) => entity.key);
    this.network.fit({ nodes: keys, minZoomLevel: 0.001, maxZoomLevel: wide ? 0.8 : 1.15, animation: motion() });
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

const motion = () => (matchMedia('(prefers-reduced-motion: reduce)').matches ? false : { duration: 250, easingFunction: 'easeInOutQuad' });
