// Joining a part of a larger graph with what the page holds: by ids, so that nothing is there twice.

const BROUGHT = 'Brought in';
const SPIRAL_STEP = 46;

/** Add a part to the graph; what is new lies around an entity, if that is given. Return the entities of the part. */
function join(graph, part, anchor) {
  graph.keys ??= keysOf(graph);
  const documents = rowsOf(part.documents).map((row, at) => joinDocument(graph, row, part.texts[at]));
  const entities = rowsOf(part.entities).map((row, at) => joinEntity(graph, row, mentionsOf(part, at, documents), part.links[at]));
  const relations = rowsOf(part.relations).map((row) => joinRelation(graph, row, entities));
  rowsOf(part.claims).forEach((row, at) => joinClaim(graph, row, proofOf(part, at), { documents, entities, relations }));
  place(graph, entities.filter((entity) => entity.x === undefined), anchor);
  for (const document of documents) document.sorted = undefined;
  for (const entity of graph.entities) Object.assign(entity, { part: undefined, core: undefined });
  addTopology(graph);
  return entities;
}

const relationKey = (relation) =>
  JSON.stringify([relation.subject.id, relation.predicate, relation.object?.id ?? null, relation.value, relation.datatype, relation.unit]);

/** What relations and claims are known by. */
const keysOf = (graph) => ({
  relations: new Map(graph.relations.map((relation) => [relationKey(relation), relation])),
  claims: new Map(graph.claims.map((claim) => [claim.id, claim])),
});

function joinDocument(graph, row, text) {
  let document = graph.documentById.get(row.id);
  if (!document) {
    document = new SourceText({ ...row, index: graph.documents.length });
    document.absent = true;
    graph.documents.push(document);
    graph.documentById.set(row.id, document);
  }
  if (text !== null) Object.assign(document, { text, absent: false, converter: undefined });
  return document;
}

const mentionsOf = (part, at, documents) => part.mentions[at].map(([text, start, end]) => [documents[text].index, start, end]);

function joinEntity(graph, { label, ...row }, mentions, sameAs) {
  let entity = graph.entityById.get(row.id);
  if (!entity) {
    const index = graph.entities.length;
    entity = linkNode({ id: `n${index}`, label, ...styleOf(graph, row.type) }, { ...row, index, mentions: [], sameAs });
    graph.entities.push(entity);
    graph.entityById.set(row.id, entity);
  }
  if (mentions.length > entity.mentions.length) entity.mentions = mentions;
  return entity;
}

const styleOf = (graph, type) => graph.whole.styles[type] ?? { shape: 'dot', color: '#8A8F98' };

function joinRelation(graph, row, entities) {
  const ends = { subject: entities[row.subject].index, object: row.object === null ? null : entities[row.object].index };
  const key = relationKey({ ...row, subject: entities[row.subject], object: row.object === null ? null : entities[row.object] });
  if (!graph.keys.relations.has(key)) {
    const relation = linkRelation(graph, { ...row, ...ends, index: graph.relations.length });
    graph.relations.push(relation);
    graph.keys.relations.set(key, relation);
  }
  return graph.keys.relations.get(key);
}

function proofOf({ proofs }, at) {
  return Object.fromEntries(Object.entries(proofs).map(([name, column]) => [name, column[at]]));
}

function joinClaim(graph, row, proof, { documents, entities, relations }) {
  const document = row.document === null ? null : documents[row.document];
  const quote = document?.absent === false ? null : proof.quote; // or else the text, once it is here, gives it
  const known = graph.keys.claims.get(proof.id);
  if (known) {
    known.quote = quote;
    return;
  }
  const claim = linkClaim(graph, { ...row, relation: relations[row.relation].index, document: document?.index ?? null, index: graph.claims.length });
  Object.assign(claim, proof, { quote, attributedTo: proof.attributedTo === null ? null : entities[proof.attributedTo] });
  graph.claims.push(claim);
  graph.keys.claims.set(claim.id, claim);
}

/** Give new entities a place and a community of their own. */
function place(graph, fresh, anchor) {
  if (!fresh.length) return;
  const group = broughtInto(graph);
  const middle = anchor && anchor.x !== undefined ? anchor : group;
  const before = anchor ? anchor.near.size - fresh.length : group.entities.length;
  fresh.forEach((entity, at) => {
    const turn = Math.max(0, before) + at + 1;
    const [angle, reach] = [turn * GOLDEN, SPIRAL_STEP * Math.sqrt(turn) + SPIRAL_STEP];
    Object.assign(entity, { group, x: Math.round(middle.x + reach * Math.cos(angle)), y: Math.round(middle.y + reach * Math.sin(angle)) });
  });
  group.entities.push(...fresh);
  group.size = group.entities.length;
  group.radius = Math.round(45 * group.size ** 0.5);
  if (!group.top.length) group.top.push(...fresh.slice(0, 2));
}

/** The community of what a server brought, at the right of all others. */
function broughtInto(graph) {
  const known = graph.communities.find((group) => group.name === BROUGHT && group.brought);
  if (known) return known;
  const right = Math.max(...graph.communities.filter((group) => !group.parent).map((group) => group.x + group.radius), 0);
  const index = graph.communities.length;
  const group = { index, key: `g${index}`, name: BROUGHT, brought: true, parent: null, children: [], entities: [], top: [], size: 0, x: right + 600, y: 0, radius: 45 };
  group.outer = group;
  graph.communities.push(group);
  return group;
}
