// The graph, from the tables in the page to objects that know each other.

/** Turn a table of columns into objects. */
function rowsOf(columns) {
  const names = Object.keys(columns);
  return columns[names[0]].map((_, index) => {
    const row = { index };
    for (const name of names) row[name] = columns[name][index];
    return row;
  });
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
    Object.assign(this, row, { text: '', about: [] });
    this.name = row.title || row.source;
  }

  units() {
    this.converter ??= unitsOf(this.text);
    return this.converter;
  }

  /** The claims whose place in the text is known, in the order of reading. */
  get claims() {
    this.sorted ??= this.about.filter((claim) => claim.quote === null).sort((a, b) => a.start - b.start || a.end - b.end || a.index - b.index);
    return this.sorted;
  }
}

/** Join the tables of the graph with the nodes of the map. */
function readGraph(tables, nodes) {
  const graph = {
    known: false,
    whole: null, // of a graph that is too large for the page: how large it is
    statuses: tables.statuses,
    failures: tables.failures,
    documents: rowsOf(tables.documents).map((row) => new SourceText(row)),
    entities: rowsOf(tables.entities).map((row) => linkNode(nodes[row.index], row)),
  };
  graph.communities = linkCommunities(graph, rowsOf(tables.communities));
  graph.relations = rowsOf(tables.relations).map((row) => linkRelation(graph, row));
  graph.claims = rowsOf(tables.claims).map((row) => linkClaim(graph, row));
  graph.entityById = new Map(graph.entities.map((entity) => [entity.id, entity]));
  graph.documentById = new Map(graph.documents.map((text) => [text.id, text]));
  addTopology(graph);
  return graph;
}

/** Join an entity with its node on the map, whose id becomes `key`. */
function linkNode({ id: key, ...node }, row) {
  return Object.assign(node, row, { key, facts: [], inverse: [], near: new Set() });
}

function linkRelation(graph, row) {
  const subject = graph.entities[row.subject];
  const object = row.object === null ? null : graph.entities[row.object];
  const relation = Object.assign(row, { subject, object, label: predicateLabel(row.predicate), claims: [] });
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
  const claim = new Claim(row);
  claim.relation = graph.relations[row.relation];
  claim.document = row.document === null ? null : graph.documents[row.document];
  claim.status = graph.statuses[row.status];
  claim.span = spanOf(claim);
  claim.relation.claims.push(claim);
  claim.document?.about.push(claim);
  return claim;
}

/** Add what is unpacked last: the texts, and where claims and entities stand in them. */
function learn(graph, { texts, mentions, links, proofs }) {
  graph.documents.forEach((document, at) => Object.assign(document, { text: texts[at] ?? '', absent: texts[at] === null && graph.whole !== null }));
  graph.entities.forEach((entity, at) => Object.assign(entity, { mentions: mentions[at], sameAs: links[at] }));
  const names = Object.keys(proofs);
  graph.claims.forEach((claim, at) => {
    for (const name of names) claim[name] = proofs[name][at];
    claim.attributedTo = claim.attributedTo === null ? null : graph.entities[claim.attributedTo];
  });
  graph.known = true;
}

/** Return the first and last day a claim speaks of, else those of its document; null where neither is known. */
function spanOf({ since, until, document }) {
  const [first, last] = since || until ? [since ?? until, until ?? since] : [document?.date, document?.date];
  return first ? [firstDay(first), lastDay(last)] : null;
}

/** Days are compared as texts: "2019" begins with 2019-01-01 and ends with 2019-12-31. */
const firstDay = (date) => (date.slice(0, 10) + '-01-01'.slice(Math.max(0, date.length - 4))).slice(0, 10);
const lastDay = (date) => (date.slice(0, 10) + '-12-31'.slice(Math.max(0, date.length - 4))).slice(0, 10);

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
