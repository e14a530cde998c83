// The page: what is chosen decides what is in view, and each part of the page shows it.

const STEPS_KEPT = 200;

class Page {
  constructor(graph) {
    this.graph = graph;
    this.values = facetValues(graph);
    this.first = firstState(graph);
    this.state = readState(location.hash, graph, this.values);
    this.past = [];
    this.future = [];
    this.shown = {};
    this.colours = 0;
    this.look();
    showLegend(graph, this.values); // before the map, which takes the room it leaves
    if (this.state.view === 'map' && graph.entities.length) this.sketch = new Sketch(this.view, this.state, readTheme(), byId('canvas'));
  }

  /** Make what answers, now that the library is there. */
  furnish(options) {
    const { graph } = this;
    this.actions = this.makeActions();
    this.map = graph.entities.length ? new GraphMap(graph, options, this.actions) : null;
    this.map?.network.once('afterDrawing', () => this.sketch?.fade());
    this.facets = new Facets(graph, this.values, this.actions);
    this.parts = [this.facets, new Chips(graph, this.values, this.actions)];
    this.readers = [new Panel(graph, this.actions), new Reader(this.actions), new Table(this.actions), new Cards(this.actions)];
    this.source = Source.of(graph);
    this.search = new Search(graph, { choose: (entity, start) => this.found(entity, start), inView: (entity) => this.view.entities.has(entity), find: this.source && ((text) => this.source.find(text)) });
    this.wire();
  }

  /** What parts of the page may ask for. */
  makeActions() {
    return {
      change: (part) => this.change(part), choose: (selection) => this.choose(selection), open: (text, claim) => this.open(text, claim),
      openGroup: (group) => this.openGroup(group), more: (entity) => this.bring(() => this.source.around(entity)), startPath: (entity) => this.search.ask(entity), reset: () => this.reset(),
      undo: () => this.step(this.past, this.future), redo: () => this.step(this.future, this.past),
      canUndo: () => this.past.length > 0, canRedo: () => this.future.length > 0,
    };
  }

  /** Change what is chosen, show it, and keep it in the address. */
  change(part, { keep = false } = {}) {
    const names = Object.keys(part).join();
    const sliding = names === this.lastChanged && (names === 'floor' || names === 'core');
    this.lastChanged = names;
    if (!sliding) this.past.push(this.state);
    if (this.past.length > STEPS_KEPT) this.past.shift();
    this.future.length = 0;
    this.go({ ...this.state, ...part }, keep);
  }

  /** Take the last step back, or take it again. */
  step(from, onto) {
    if (!from.length) return;
    this.lastChanged = null;
    onto.push(this.state);
    this.go(from.pop(), false);
    announce(byId('summary').textContent);
  }

  go(state, keep) {
    this.state = state;
    this.remember(keep);
    this.show();
  }

  /** A step of reading (an entity, an edge) can be gone back to; a filter replaces the address. */
  remember(keep) {
    const hash = writeState(this.state, this.first, this.values);
    const address = hash ? `#${hash}` : location.pathname + location.search;
    try {
      history[keep ? 'pushState' : 'replaceState'](null, '', address);
    } catch (error) {
      if (error.name !== 'SecurityError') throw error; // a page inside another may have no address of its own
    }
  }

  choose(selection) {
    const { start } = this.search;
    if (start && selection?.length === 1) {
      this.search.ask(null);
      this.connect(start, selection[0]);
      return;
    }
    if (!selection && !this.state.selection) return;
    this.change({ selection }, { keep: true });
    if (selection && this.map && this.state.view === 'map') this.map.reveal();
    if (selection) announce(selection.map((entity) => `${entity.label}, ${entity.type}`).join(' and '));
    if (this.source && selection?.length === 1 && selection[0].next === undefined) this.bring(() => this.source.around(selection[0]));
  }

  /** Go to what was searched for, which may have to be brought first. */
  async found(entity, start) {
    if (!entity.key) await this.bring(() => this.source.named([entity.id]));
    const here = this.graph.entityById.get(entity.id);
    if (here && start) await this.connect(start, here);
    else if (here) this.choose([here]);
    byId('panel').focus();
  }

  /** Have the source bring something, show it, and say so where that fails. */
  async bring(fetching) {
    this.graph.trouble = null;
    document.documentElement.dataset.bringing = 'true';
    try {
      await fetching();
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      this.graph.trouble = error.message;
      announce(error.message);
    }
    delete document.documentElement.dataset.bringing;
    this.grown();
  }

  /** Show what has come. */
  grown() {
    this.values = facetValues(this.graph);
    this.facets.read(this.values);
    this.search.forget();
    this.shown = {};
    this.show();
  }

  /** Show how two entities connect. */
  async connect(start, end) {
    if (this.source) await this.bring(() => this.source.bring({ path: start.id, to: end.id }));
    this.change({ path: { start, end, which: 0 }, ego: null, expanded: new Set(), selection: null }, { keep: true });
    announce(this.view.paths.length ? plural(this.view.paths[0].length - 1, 'hop', 'hops') : 'Nothing in view connects the two.');
  }

  /** Open a community on the map, or close it. */
  openGroup(group) {
    const shut = this.view.grouped && this.state.opened.has(group);
    const opened = shut ? withClosed(this.state.opened, group) : withOpened(this.state.opened, group);
    const loose = this.state.loose || group.entities.every(isLoose); // or nothing of it would be seen
    this.change({ opened, loose, grouped: true, ego: null, path: null, view: 'map' });
    if (!shut) this.map.enter(group);
    announce(`${group.name}: ${shut ? 'closed' : plural(group.size, 'entity', 'entities')}`);
  }

  open(text, claim) {
    if (!text && !this.state.reader) return;
    this.state = { ...this.state, reader: text && { text, claim } }; // reading hides nothing: no step to take back
    this.remember(false);
    this.show();
    if (this.source && text?.absent) this.bring(() => this.source.bring({ document: text.id })).then(() => this.reread());
  }

  /** Show every claim of every kind. */
  reset() {
    const nothing = Object.fromEntries(FACETS.map((facet) => [facet, new Set()]));
    this.change({ hidden: nothing, floor: 0, from: '', to: '', core: 0, leaves: true, loose: true, removed: new Set(), folded: new Set(), ego: null });
  }

  restore() {
    this.change({ ...this.first, view: this.state.view, selection: this.state.selection });
  }

  show() {
    const { state } = this;
    this.look();
    for (const name of VIEWS) byId(`to-${name}`).setAttribute('aria-pressed', String(state.view === name));
    const drawn = this.keyOfDrawing();
    if (state.view === 'map' && this.shown.drawing !== drawn) {
      this.map?.show(this.view, state);
      this.shown.drawing = drawn;
    }
    for (const part of [...this.parts, ...(this.graph.known ? this.readers : [])]) part.show(this.view, state);
  }

  /** Work out what is in view, and say how much it is. */
  look() {
    const { state } = this;
    const seen = this.keyOfView();
    if (this.shown.view !== seen) this.view = viewOf(this.graph, state);
    this.shown.view = seen;
    document.body.dataset.view = state.view;
    document.body.dataset.chosen = String(state.selection !== null || state.path !== null);
    for (const name of VIEWS) byId(name).hidden = state.view !== name;
    showSummary(this.graph, this.view, state);
    showEmpty(this.graph, this.view);
  }

  /** A drawing stays the same while the view, the selection and the colours do. */
  keyOfDrawing() {
    return `${this.keyOfView()} ${this.colours}`;
  }

  /** A view stays the same while only the document that is read, or the kind of view, changes. */
  keyOfView() {
    return writeState({ ...this.state, reader: null, view: 'map' }, this.first, this.values);
  }

  wire() {
    const { map } = this;
    for (const name of VIEWS) byId(`to-${name}`).addEventListener('click', () => this.change({ view: name }));
    for (const id of ['reset', 'empty-cure']) byId(id).addEventListener('click', () => this.reset());
    byId('restore').addEventListener('click', () => this.restore());
    byId('help-open').addEventListener('click', () => byId('help').showModal());
    byId('help-close').addEventListener('click', () => byId('help').close());
    byId('skip').addEventListener('click', () => byId('panel').focus());
    const tools = { 'zoom-in': () => map.zoom(1.3), 'zoom-out': () => map.zoom(1 / 1.3), 'zoom-fit': () => map.fit(), picture: () => savePng(map), drawing: () => saveSvg(map) };
    for (const [id, act] of Object.entries(tools)) byId(id).addEventListener('click', () => map && act());
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.retheme());
    addEventListener('popstate', () => this.reread());
    pageKeys(this.actions);
    if (map) printPicture(map);
    if (map) mapKeys(map, this.actions, () => this.state.selection?.[0] ?? null);
  }

  /** Follow light and dark while the page is open. */
  retheme() {
    if (this.map) this.map.theme = readTheme();
    this.colours += 1;
    this.show();
  }

  /** Follow the address: on the way back, and when the texts have come. */
  reread() {
    this.state = readState(location.hash, this.graph, this.values);
    this.show();
    if (this.state.selection && this.map && this.state.view === 'map') this.map.reveal();
  }
}

async function start() {
  if (!('DecompressionStream' in globalThis)) {
    byId('empty-message').textContent = 'This browser is too old to unpack the page: it takes Chrome 80, Safari 16.4, Firefox 113 or later.';
    return;
  }
  const [tables, nodes] = await Promise.all(['graph-graph', 'graph-nodes'].map(unpackJson));
  const graph = readGraph(tables, nodes);
  if (byId('graph-whole')) graph.whole = await unpackJson('graph-whole');
  const page = new Page(graph);
  document.documentElement.dataset.painted = 'true';
  await seen(); // the map is seen before the library is read, and the texts after both
  await runLibrary();
  page.furnish(JSON.parse(await unpackJson('graph-options'))); // pyvis hands its options over as a text
  page.show();
  document.documentElement.dataset.furnished = 'true';
  await seen();
  learn(graph, await unpackJson('graph-evidence'));
  const named = page.source ? idsIn(location.hash) : [];
  if (named.length) await page.bring(() => page.source.named(named));
  page.reread();
  document.documentElement.dataset.ready = 'true';
}

/** Wait until what is on the page was painted. */
const seen = () => new Promise((done) => { requestAnimationFrame(() => setTimeout(done)); });

await start();
