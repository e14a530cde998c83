// What the reader has chosen, mirrored in the address of the page so that a view can be kept and sent.

const FACETS = ['type', 'predicate', 'document', 'status'];
const FACET_LETTERS = { type: 't', predicate: 'p', document: 'd', status: 's' };

/** Return the values each facet offers, with the number of times each occurs. */
function facetValues(graph) {
  return {
    type: tally(graph.entities, (entity) => entity.type),
    predicate: tally(graph.claims, (claim) => claim.relation.predicate),
    document: graph.documents.map((text) => [text.id, text.claims.length]).sort(([, m], [, n]) => n - m),
    status: graph.statuses.map((status) => [status, graph.claims.filter((claim) => claim.status === status).length]),
  };
}

/** Only asserted claims are drawn at first; entities without a claim only where nothing else is there. */
function firstState(graph) {
  return {
    hidden: {
      type: new Set(), predicate: new Set(), document: new Set(),
      status: new Set(graph.statuses.filter((status) => status !== 'asserted')),
    },
    floor: 0,
    loose: graph.claims.length === 0,
    values: false,
    view: 'map',
    selection: null,
    reader: null,
  };
}

/** Tell whether two sets hold the same. */
const same = (one, other) => one.size === other.size && [...one].every((item) => other.has(item));

/** Write a facet as the shorter of what it hides ("-a,b") and what it shows ("a,b"). */
function writeFacet(hidden, names) {
  const shown = names.filter((name) => !hidden.has(name));
  const list = (members) => members.map(encodeURIComponent).join(',');
  return hidden.size <= shown.length ? `-${list([...hidden].sort())}` : list(shown);
}

function readFacet(text, names) {
  const listed = new Set(text.replace(/^-/, '').split(',').filter(Boolean).map(decodeURIComponent));
  return new Set(names.filter((name) => listed.has(name) === text.startsWith('-')));
}

/** Write a state as the part of an address after "#". */
function writeState(state, first, values) {
  const parts = new URLSearchParams();
  for (const facet of FACETS) {
    const names = values[facet].map(([name]) => name);
    if (!same(state.hidden[facet], first.hidden[facet])) parts.set(FACET_LETTERS[facet], writeFacet(state.hidden[facet], names));
  }
  if (state.floor) parts.set('min', String(state.floor));
  for (const flag of ['loose', 'values']) if (state[flag] !== first[flag]) parts.set(flag, state[flag] ? '1' : '0');
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
    if (text !== null) state.hidden[facet] = readFacetSafely(text, values[facet].map(([name]) => name)) ?? state.hidden[facet];
  }
  state.floor = Math.min(100, Math.max(0, Math.round(Number(parts.get('min')) || 0)));
  for (const flag of ['loose', 'values']) if (parts.has(flag)) state[flag] = parts.get(flag) === '1';
  if (parts.get('view') === 'table') state.view = 'table';
  state.selection = readSelection(parts, graph);
  state.reader = readReader(parts, graph);
  return state;
}

/** An address typed by hand may hold a broken escape. */
function readFacetSafely(text, names) {
  try {
    return readFacet(text, names);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}

function readSelection(parts, graph) {
  const chosen = ['e', 'with'].map((name) => graph.entityById.get(parts.get(name)));
  if (!chosen[0]) return null;
  const edge = chosen[1] && graph.edges.has(pairKey(chosen[0].index, chosen[1].index));
  return edge ? chosen : [chosen[0]];
}

function readReader(parts, graph) {
  const text = graph.documents.find((one) => one.id === parts.get('doc'));
  if (!text) return null;
  return { text, claim: text.claims.find((claim) => claim.id === parts.get('claim')) ?? text.claims[0] ?? null };
}
