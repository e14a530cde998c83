// The page: what is chosen decides what is in view, and each part of the page shows it.

const graph = readGraph();
const values = facetValues(graph);
const first = firstState(graph);
let state = readState(location.hash, graph, values);
let view;

// What parts of the page may ask for.
const actions = { change, choose, open: openDocument, reset };
const map = graph.entities.length ? new GraphMap(graph, actions) : null;
const parts = [map, new Facets(graph, values, actions), new Panel(graph, actions), new Reader(actions), new Table(actions)].filter(Boolean);

/** Change what is chosen, show it, and keep it in the address. */
function change(part, { keep = false } = {}) {
  state = { ...state, ...part };
  remember(keep);
  show();
}

/** A step of reading (an entity, an edge) can be gone back to; a filter replaces the address. */
function remember(keep) {
  const hash = writeState(state, first, values);
  const address = hash ? `#${hash}` : location.pathname + location.search;
  try {
    history[keep ? 'pushState' : 'replaceState'](null, '', address);
  } catch (error) {
    if (error.name !== 'SecurityError') throw error; // a page inside another may have no address of its own
  }
}

function choose(selection) {
  if (!selection && !state.selection) return;
  change({ selection }, { keep: true });
  if (selection && map && state.view === 'map') map.reveal();
  if (selection) announce(selection.map((entity) => `${entity.label}, ${entity.type}`).join(' and '));
}

function openDocument(text, claim) {
  if (!text && !state.reader) return;
  change({ reader: text && { text, claim } });
}

/** Show every claim of every kind. */
function reset() {
  const nothing = Object.fromEntries(FACETS.map((facet) => [facet, new Set()]));
  change({ hidden: nothing, floor: 0, loose: true });
}

function show() {
  view = viewOf(graph, state);
  document.body.dataset.view = state.view;
  document.body.dataset.chosen = String(state.selection !== null);
  byId('map').hidden = state.view !== 'map';
  byId('table').hidden = state.view !== 'table';
  for (const name of ['map', 'table']) byId(`to-${name}`).setAttribute('aria-pressed', String(state.view === name));
  for (const part of parts) part.show(view, state);
  showSummary();
  showEmpty();
}

function showSummary() {
  const all = view.claims.length === graph.claims.length;
  const claims = all ? plural(graph.claims.length, 'claim', 'claims') : `${view.claims.length.toLocaleString('en')} of ${plural(graph.claims.length, 'claim', 'claims')}`;
  byId('summary').textContent = `${plural(view.entities.size, 'entity', 'entities')} · ${claims} · ${plural(graph.documents.length, 'document', 'documents')}`;
  byId('limited').hidden = view.entities.size <= view.drawn.size;
  byId('limited').textContent = `The map draws the ${view.drawn.size.toLocaleString('en')} best connected of ${view.entities.size.toLocaleString('en')} entities; search or filter to reach the others.`;
}

/** Say why nothing is drawn, and what to do. */
function showEmpty() {
  const [message, cure] = emptyMessage();
  byId('empty').hidden = message === null;
  byId('empty-message').textContent = message ?? '';
  byId('empty-cure').hidden = !cure;
}

function emptyMessage() {
  if (graph.entities.length === 0) return ['This graph is empty: no entity was found in its documents.', false];
  if (view.drawn.size === 0) return ['Nothing passes the filters.', true];
  if (graph.claims.length === 0) return [`No connections: the documents mention ${plural(graph.entities.length, 'entity', 'entities')}, but no claim about them was found.`, false];
  return [null, false];
}

function showLegend() {
  const types = values.type.map(([type]) => el('li', {}, symbol(graph.entities.find((entity) => entity.type === type), 12), free(type)));
  const lines = [['asserted', 'asserted'], ['possible', 'not asserted']].map(([status, text]) => el('li', {}, el('span', { class: `stroke ${status}`, 'aria-hidden': 'true' }), text));
  byId('legend').replaceChildren(...types.slice(0, 12), ...lines);
}

function wireButtons() {
  for (const name of ['map', 'table']) byId(`to-${name}`).addEventListener('click', () => change({ view: name }));
  for (const id of ['reset', 'empty-cure']) byId(id).addEventListener('click', reset);
  byId('restore').addEventListener('click', () => change({ ...firstState(graph), view: state.view, selection: state.selection }));
  byId('help-open').addEventListener('click', () => byId('help').showModal());
  byId('help-close').addEventListener('click', () => byId('help').close());
  byId('skip').addEventListener('click', () => byId('panel').focus());
  byId('zoom-in').addEventListener('click', () => map?.zoom(1.3));
  byId('zoom-out').addEventListener('click', () => map?.zoom(1 / 1.3));
  byId('zoom-fit').addEventListener('click', () => map?.fit());
  byId('picture').addEventListener('click', () => map?.picture());
}

/** Follow light and dark while the page is open. */
function followTheme() {
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    map?.readTheme();
    show();
  });
}

function followAddress() {
  addEventListener('popstate', () => {
    state = readState(location.hash, graph, values);
    show();
  });
}

new Search(graph, { choose, inView: (entity) => view.entities.has(entity) });
pageKeys(actions);
if (map) mapKeys(map, actions, () => state.selection?.[0] ?? null);
wireButtons();
followTheme();
followAddress();
showLegend();
show();
if (state.selection && map) map.reveal();
document.documentElement.dataset.ready = 'true';
