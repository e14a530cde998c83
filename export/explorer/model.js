// The graph, from the tables in the page to objects that know each other.

const read = (id) => JSON.parse(byId(id).textContent);

/** Turn a table into objects. */
function rowsOf({ columns, rows }) {
  return rows.map((row, index) => Object.fromEntries([['index', index], ...columns.map((name, at) => [name, row[at]])]));
}

/** Return what people read for a predicate: "foundedIn" is "founded in", "open:struggle with" is "struggle with". */
function predicateLabel(name) {
  if (name.startsWith('open:')) return name.slice(5);
  return name.replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2').toLowerCase();
}

/** Return the key of the edge between two entities. */
const pairKey = (a, b) => (a <= b ? `n${a}-n${b}` : `n${b}-n${a}`);

class Claim {
  constructor(row) {
    Object.assign(this, row);
  }

  /** Return the text the claim stands in, where it stands in UTF-16 units, and how to convert other offsets. */
  reading() {
    if (this.quote !== null) {
      const units = unitsOf(this.quote);
      return { text: this.quote, start: 0, end: this.quote.length, convert: (offset) => units(offset - this.start) };
    }
    const convert = this.document.units();
    return { text: this.document.text, start: convert(this.start), end: convert(this.end), convert };
  }

  sentence() {
    const { text, start, end } = this.reading();
    return text.slice(start, end);
  }
}

class SourceText {
  constructor(row) {
    Object.assign(this, row, { claims: [] });
    this.name = row.title || row.source;
  }

  units() {
    this.converter ??= unitsOf(this.text);
    return this.converter;
  }
}

function readGraph() {
  const tables = read('graph-payload');
  const nodes = read('graph-nodes');
  const graph = {
    statuses: tables.statuses,
    failures: tables.failures,
    documents: rowsOf(tables.documents).map((row) => new SourceText(row)),
    entities: rowsOf(tables.entities).map((row) => linkNode(nodes[row.index], row)),
    edges: new Map(read('graph-edges').map((edge) => [edge.id, edge])),
  };
  graph.relations = rowsOf(tables.relations).map((row) => linkRelation(graph, row));
  graph.claims = rowsOf(tables.claims).map((row) => linkClaim(graph, row));
  for (const text of graph.documents) text.claims.sort((a, b) => a.start - b.start || a.end - b.end || a.index - b.index);
  graph.entityById = new Map(graph.entities.map((entity) => [entity.id, entity]));
  return graph;
}

/** Join an entity with its node on the map, whose id becomes `key`. */
function linkNode({ id: key, ...node }, row) {
  return { ...node, ...row, key, facts: [], inverse: [], near: new Set() };
}

function linkRelation(graph, row) {
  const subject = graph.entities[row.subject];
  const object = row.object === null ? null : graph.entities[row.object];
  const relation = { ...row, subject, object, label: predicateLabel(row.predicate), claims: [] };
  subject.facts.push(relation);
  if (object) {
    object.inverse.push(relation);
    relation.pair = pairKey(subject.index, object.index);
    if (object !== subject) {
      subject.near.add(object);
      object.near.add(subject);
    }
  }
  return relation;
}

function linkClaim(graph, row) {
  const claim = new Claim({
    ...row,
    relation: graph.relations[row.relation],
    document: row.document === null ? null : graph.documents[row.document],
    status: graph.statuses[row.status],
    attributedTo: row.attributedTo === null ? null : graph.entities[row.attributedTo],
  });
  claim.relation.claims.push(claim);
  if (claim.document && claim.quote === null) claim.document.claims.push(claim);
  return claim;
}

/** Return what a value shows. */
const valueText = (relation) => (relation.unit ? `${relation.value} ${relation.unit}` : relation.value);

/** Return the text of the object of a relation. */
const objectText = (relation) => (relation.object ? relation.object.label : valueText(relation));

/** Count the members of a list by a key, the most frequent first and then by name. */
function tally(items, key) {
  const counts = new Map();
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}
