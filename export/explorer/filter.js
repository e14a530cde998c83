// What the filters leave: claims, the entities and edges they make, and the counts beside each filter.

const ENTITY_FACETS = ['type', 'community', 'component'];

const entityValue = {
  type: (entity) => entity.type,
  community: (entity) => entity.group.outer.key,
  component: (entity) => entity.component,
};

const claimValue = {
  predicate: (claim) => claim.relation.predicate,
  document: (claim) => claim.document?.id,
  status: (claim) => claim.status,
};

/** Tell whether an entity is taken out whatever the facets say. */
const isOut = (entity, { removed, core, leaves }) => removed.has(entity) || entity.core < core || (!leaves && entity.near.size === 1);

/** Tell whether a claim is taken out whatever the facets say. */
function isBarred({ confidence, span, relation: { subject, object } }, state) {
  if (Math.round(confidence * 100) < state.floor || isOut(subject, state) || (object && isOut(object, state))) return true;
  if (!state.from && !state.to) return false;
  return !span || (state.from && span[1] < state.from) || (state.to && span[0] > state.to);
}

/** Name the facets that hide an entity. */
const hidingEntity = (entity, { hidden }) => ENTITY_FACETS.filter((facet) => hidden[facet].size && hidden[facet].has(entityValue[facet](entity)));

/** Name the facets that hide a claim. */
function hiding(claim, state) {
  const { subject, object } = claim.relation;
  const by = hidingEntity(subject, state);
  if (object) for (const facet of hidingEntity(object, state)) if (!by.includes(facet)) by.push(facet);
  for (const facet of Object.keys(claimValue)) if (state.hidden[facet].size && state.hidden[facet].has(claimValue[facet](claim))) by.push(facet);
  return by;
}

/** Work out what is in view. */
function viewOf(graph, state) {
  const view = { claims: [], passing: new Set(), pairs: new Map(), entities: new Set(), near: new Map(), counts: newCounts() };
  for (const claim of graph.claims) {
    if (isBarred(claim, state)) continue;
    const by = hiding(claim, state);
    countClaim(view.counts, claim, by);
    if (by.length === 0) addClaim(view, claim);
  }
  addLoose(view, graph, state);
  addScope(view, graph, state);
  return view;
}

const newCounts = () => Object.fromEntries(FACETS.map((facet) => [facet, new Map()]));

/** Count a claim for each facet that alone decides about it. */
function countClaim(counts, claim, by) {
  if (by.length > 1) return;
  for (const facet of by.length ? by : FACETS) {
    if (entityValue[facet]) countEntities(counts[facet], entityValue[facet], claim.relation);
    else counts[facet].set(claimValue[facet](claim), (counts[facet].get(claimValue[facet](claim)) ?? 0) + 1);
  }
}

/** What is said of entities is counted in entities, each once. */
function countEntities(counts, valueOf, { subject, object }) {
  for (const entity of object ? [subject, object] : [subject]) {
    const value = valueOf(entity);
    if (!counts.has(value)) counts.set(value, new Set());
    counts.get(value).add(entity);
  }
}

const countOf = (counts, facet, name) => (entityValue[facet] ? counts[facet].get(name)?.size : counts[facet].get(name)) ?? 0;

function addClaim(view, claim) {
  const { subject, object, pair } = claim.relation;
  view.claims.push(claim);
  view.passing.add(claim);
  view.entities.add(subject);
  if (!object) return;
  view.entities.add(object);
  if (!view.pairs.has(pair)) addPair(view, pair, subject, object);
  view.pairs.get(pair).claims.push(claim);
}

function addPair(view, key, subject, object) {
  view.pairs.set(key, { key, ends: subject.index <= object.index ? [subject, object] : [object, subject], claims: [] });
  for (const [one, other] of [[subject, object], [object, subject]]) {
    if (!view.near.has(one)) view.near.set(one, new Set());
    if (one !== other) view.near.get(one).add(other);
  }
}

const isLoose = (entity) => entity.facts.length === 0 && entity.inverse.length === 0;

function addLoose(view, graph, state) {
  if (!state.loose) return;
  for (const entity of graph.entities) {
    if (!isLoose(entity) || isOut(entity, state) || !inDocuments(entity, graph, state)) continue;
    const by = hidingEntity(entity, state);
    for (const facet of ENTITY_FACETS) if (by.every((one) => one === facet)) countEntities(view.counts[facet], entityValue[facet], { subject: entity });
    if (!by.length) view.entities.add(entity);
  }
}

const inDocuments = (entity, graph, { hidden }) =>
  !entity.mentions?.length || entity.mentions.some(([text]) => !hidden.document.has(graph.documents[text].id));
