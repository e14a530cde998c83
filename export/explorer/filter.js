// What the filters leave: claims, the entities and edges they make, and the counts beside each filter.

const DRAW_LIMIT = 2000;

/** Name the facets that hide a claim. */
function hiding(claim, { hidden }) {
  const { subject, object, predicate } = claim.relation;
  const by = [];
  if (hidden.type.has(subject.type) || (object && hidden.type.has(object.type))) by.push('type');
  if (hidden.predicate.has(predicate)) by.push('predicate');
  if (claim.document && hidden.document.has(claim.document.id)) by.push('document');
  if (hidden.status.has(claim.status)) by.push('status');
  return by;
}

const facetValue = {
  predicate: (claim) => claim.relation.predicate,
  document: (claim) => claim.document?.id,
  status: (claim) => claim.status,
};

/** Work out what is in view. */
function viewOf(graph, state) {
  const view = { claims: [], passing: new Set(), pairs: new Map(), entities: new Set(), counts: newCounts() };
  for (const claim of graph.claims) {
    if (Math.round(claim.confidence * 100) < state.floor) continue;
    const by = hiding(claim, state);
    countClaim(view.counts, claim, by);
    if (by.length === 0) addClaim(view, claim);
  }
  addLoose(view, graph, state);
  view.drawn = drawnEntities(view, state);
  return view;
}

const newCounts = () => ({ type: new Map(), predicate: new Map(), document: new Map(), status: new Map() });

/** Count a claim for each facet that alone decides about it. */
function countClaim(counts, claim, by) {
  if (by.length > 1) return;
  for (const facet of by.length ? by : FACETS) {
    if (facet === 'type') countTypes(counts.type, claim.relation);
    else counts[facet].set(facetValue[facet](claim), (counts[facet].get(facetValue[facet](claim)) ?? 0) + 1);
  }
}

/** Types count entities, each once. */
function countTypes(types, { subject, object }) {
  for (const entity of object ? [subject, object] : [subject]) {
    if (!types.has(entity.type)) types.set(entity.type, new Set());
    types.get(entity.type).add(entity);
  }
}

const countOf = (counts, facet, name) => (facet === 'type' ? counts.type.get(name)?.size : counts[facet].get(name)) ?? 0;

function addClaim(view, claim) {
  const { subject, object, pair } = claim.relation;
  view.claims.push(claim);
  view.passing.add(claim);
  view.entities.add(subject);
  if (!object) return;
  view.entities.add(object);
  if (!view.pairs.has(pair)) view.pairs.set(pair, { key: pair, ends: pairEnds(subject, object), claims: [] });
  view.pairs.get(pair).claims.push(claim);
}

const pairEnds = (one, other) => (one.index <= other.index ? [one, other] : [other, one]);

const isLoose = (entity) => entity.facts.length === 0 && entity.inverse.length === 0;

function addLoose(view, graph, state) {
  for (const entity of graph.entities) {
    if (!isLoose(entity) || !inDocuments(entity, graph, state)) continue;
    if (state.loose) countTypes(view.counts.type, { subject: entity });
    if (state.loose && !state.hidden.type.has(entity.type)) view.entities.add(entity);
  }
}

const inDocuments = (entity, graph, { hidden }) =>
  entity.mentions.length === 0 || entity.mentions.some(([text]) => !hidden.document.has(graph.documents[text].id));

/** Return what is drawn: at most DRAW_LIMIT entities, the best connected, and always the selected with what is near. */
function drawnEntities(view, state) {
  let drawn = view.entities;
  if (drawn.size > DRAW_LIMIT) {
    drawn = new Set([...drawn].sort((a, b) => b.near.size - a.near.size || a.index - b.index).slice(0, DRAW_LIMIT));
  }
  if (!state.selection) return drawn;
  const [first] = state.selection;
  const near = state.selection.length === 1 ? [...first.near].filter((entity) => view.entities.has(entity)).slice(0, DRAW_LIMIT) : [];
  return new Set([...drawn, ...state.selection, ...near]);
}
