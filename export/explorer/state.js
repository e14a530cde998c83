// What the reader has chosen, mirrored in the address of the page so that a view can be kept and sent.

const FACETS = ['type', 'predicate', 'document', 'status', 'community', 'component'];
const FACET_LETTERS = { type: 't', predicate: 'p', document: 'd', status: 's', community: 'c', component: 'part' };
const FLAGS = ['loose', 'values', 'leaves', 'grouped'];
const VIEWS = ['map', 'table', 'cards'];
const DEEPEST_EGO = 5;

/** Return the values each facet offers, with the number of times each occurs. */
function facetValues(graph) {
  return {
    type: tally(graph.entities, (entity) => entity.type),
    predicate: tally(graph.claims, (claim) => claim.relation.predicate),
    document: graph.documents.map((text) => [text.id, text.about.length]).sort(([, m], [, n]) => n - m),
    status: graph.statuses.map((status) => [status, graph.claims.filter((claim) => claim.status === status).length]),
    community: graph.communities.filter((group) => !group.parent).map((group) => [group.key, group.size]).sort(([, m], [, n]) => n - m),
    component: tally(graph.entities, (entity) => entity.component).sort(([a], [b]) => (a < b ? -1 : 1)),
  };
}

/** Only asserted claims are drawn at first; entities without a claim only where nothing else is there. */
function firstState(graph) {
  return {
    hidden: {
      ...Object.fromEntries(FACETS.map((facet) => [facet, new Set()])),
      status: new Set(graph.statuses.filter((status) => status !== 'asserted')),
    },
    floor: 0,
    from: '',
    to: '',
    core: 0,
    leaves: true,
    loose: graph.claims.length === 0,
    values: false,
    grouped: false,
    removed: new Set(),
    folded: new Set(),
    expanded: new Set(),
    opened: new Set(),
    ego: null,
    path: null,
    view: 'map',
    selection: null,
    reader: null,
  };
}

/** Tell whether two sets hold the same. */
const same = (one, other) => one.size === other.size && [...one].every((item) => other.has(item));

const writeList = (members) => [...members].map(encodeURIComponent).join(',');

/** Read a list; an address typed by hand may hold a broken escape, and then names nothing. */
function readList(text) {
  try {
    return (text ?? '').split(',').filter(Boolean).map(decodeURIComponent);
  } catch (error) {
    if (error instanceof URIError) return [];
    throw error;
  }
}

/** Write a facet as the shorter of what it hides ("-a,b") and what it shows ("a,b"). */
function writeFacet(hidden, names) {
  const shown = names.filter((name) => !hidden.has(name));
  return hidden.size <= shown.length ? `-${writeList([...hidden].sort())}` : writeList(shown);
}

function readFacet(text, names) {
  const listed = new Set(readList(text.replace(/^-/, '')));
  const hides = text.startsWith('-');
  if (!hides && !names.some((name) => listed.has(name))) return null;
  return new Set(names.filter((name) => listed.has(name) === hides));
}

/** Write a state as the part of an address after "#". */
function writeState(state, first, values) {
  const parts = new URLSearchParams();
  for (const facet of FACETS) {
    const names = values[facet].map(([name]) => name);
    if (!same(state.hidden[facet], first.hidden[facet])) parts.set(FACET_LETTERS[facet], writeFacet(state.hidden[facet], names));
  }
  for (const [name, value] of [['min', state.floor], ['from', state.from], ['to', state.to], ['core', state.core]]) if (value) parts.set(name, String(value));
  for (const flag of FLAGS) if (state[flag] !== first[flag]) parts.set(flag, state[flag] ? '1' : '0');
  for (const name of ['removed', 'folded', 'expanded']) if (state[name].size) parts.set(name, writeList([...state[name]].map((entity) => entity.id)));
  if (state.opened.size) parts.set('opened', writeList([...state.opened].map((group) => group.key)));
  if (state.ego) parts.set('ego', `${state.ego.depth},${writeList([state.ego.entity.id])}`);
  if (state.path) parts.set('path', `${state.path.which},${writeList([state.path.start.id, state.path.end.id])}`);
  if (state.view !== 'map') parts.set('view', state.view);
  state.selection?.forEach((entity, at) => parts.set(at ? 'with' : 'e', entity.id));
  if (state.reader) parts.set('doc', state.reader.text.id);
  if (state.reader?.claim) parts.set('claim', state.reader.claim.id);
  return parts.toString();
}

/** Read a state; what the graph does not hold is left out. */
function readState(hash, graph, values) {
  const state = firstState(graph);
  const parts = new URLSearchParams(hash.replace(/^#/, ''));
  for (const facet of FACETS) {
    const text = parts.get(FACET_LETTERS[facet]);
    if (text !== null) state.hidden[facet] = readFacet(text, values[facet].map(([name]) => name)) ?? state.hidden[facet];
  }
  state.floor = wholeNumber(parts.get('min'), 100);
  state.core = wholeNumber(parts.get('core'), graph.deepest);
  for (const name of ['from', 'to']) state[name] = /^\d{4}-\d\d-\d\d$/.test(parts.get(name) ?? '') ? parts.get(name) : '';
  for (const flag of FLAGS) if (parts.has(flag)) state[flag] = parts.get(flag) === '1';
  if (VIEWS.includes(parts.get('view'))) state.view = parts.get('view');
  for (const name of ['removed', 'folded', 'expanded']) state[name] = new Set(entitiesNamed(readList(parts.get(name)), graph));
  state.opened = new Set(readList(parts.get('opened')).map((key) => graph.communities.find((group) => group.key === key)).filter(Boolean));
  return Object.assign(state, readFocus(parts, graph), { selection: readSelection(parts, graph), reader: readReader(parts, graph) });
}

const wholeNumber = (text, most) => Math.min(most, Math.max(0, Math.round(Number(text) || 0)));

const entitiesNamed = (ids, graph) => ids.map((id) => graph.entityById.get(id)).filter(Boolean);

/** Return the ids of all entities that an address names. */
function idsIn(hash) {
  const parts = new URLSearchParams(hash.replace(/^#/, ''));
  const lists = ['removed', 'folded', 'expanded'].flatMap((name) => readList(parts.get(name)));
  const focus = ['ego', 'path'].flatMap((name) => readList(parts.get(name)).slice(1));
  return [...new Set([...['e', 'with'].map((name) => parts.get(name)).filter(Boolean), ...focus, ...lists])];
}

function readFocus(parts, graph) {
  const [depth, ...centre] = readList(parts.get('ego'));
  const [which, ...ends] = readList(parts.get('path'));
  const [[entity], [start, end]] = [centre, ends].map((ids) => entitiesNamed(ids, graph));
  return {
    ego: entity ? { entity, depth: Math.max(1, wholeNumber(depth, DEEPEST_EGO)) } : null,
    path: start && end ? { start, end, which: wholeNumber(which, PATHS_SHOWN - 1) } : null,
  };
}

function readSelection(parts, graph) {
  const [one, other] = ['e', 'with'].map((name) => graph.entityById.get(parts.get(name)));
  if (!one) return null;
  const joined = other && [...one.facts, ...one.inverse].some((relation) => relation.pair === pairKey(one.index, other.index));
  return joined ? [one, other] : [one];
}

function readReader(parts, graph) {
  const text = graph.known && graph.documentById.get(parts.get('doc'));
  if (!text) return null;
  return { text, claim: text.claims.find((claim) => claim.id === parts.get('claim')) ?? text.claims[0] ?? null };
}
