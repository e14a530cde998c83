// The shape of the graph: communities as Python found them, connected components, and how deep an entity lies inside.

const COMPONENTS_NAMED = 8;
const SMALL_COMPONENT = 'smaller ones';

/** Join communities with their parents, children and entities. */
function linkCommunities(graph, rows) {
  for (const group of rows) {
    Object.assign(group, { key: `g${group.index}`, children: [], entities: [], top: group.top.map((at) => graph.entities[at]) });
    group.parent = group.parent === null ? null : rows[group.parent];
    group.parent?.children.push(group);
  }
  for (const entity of graph.entities) {
    entity.group = rows[entity.community];
    entity.group.entities.push(entity);
  }
  for (const group of rows) group.outer = group.parent ? group.parent.outer : group;
  return rows;
}

function addTopology(graph) {
  addComponents(graph);
  addCores(graph);
  for (const group of graph.communities) group.name ??= communityName(group);
}

/** Name a community by its best connected entities. */
function communityName({ top, size }) {
  if (top[0].near.size === 0) return size === 1 ? top[0].label : 'Not connected';
  return top.slice(0, size > 2 ? 2 : 1).map((entity) => shorten(entity.label, 24)).join(' · ');
}

/** Number the connected components, the largest first; all but a few go under one name. */
function addComponents(graph) {
  const found = [];
  for (const entity of graph.entities) {
    if (entity.part) continue;
    const part = new Set([entity]);
    for (const one of part) for (const other of one.near) part.add(other); // grows while it is walked
    for (const one of part) one.part = part;
    found.push(part);
  }
  found.sort((a, b) => b.size - a.size);
  graph.components = found.length;
  found.forEach((part, at) => {
    const name = at < COMPONENTS_NAMED && part.size > 1 ? String(at + 1) : SMALL_COMPONENT;
    for (const entity of part) entity.component = name;
  });
}

/** Give every entity its core number: the largest k for which it has k neighbours with k neighbours among themselves. (Batagelj and Zaversnik 2003) */
function addCores(graph) {
  const degree = new Map(graph.entities.map((entity) => [entity, entity.near.size]));
  const shelves = [];
  for (const [entity, count] of degree) (shelves[count] ??= []).push(entity);
  graph.deepest = 0;
  for (let k = 0; k < shelves.length; k += 1) {
    for (const entity of shelves[k] ?? []) { // grows while it is walked
      if (entity.core !== undefined || degree.get(entity) > k) continue;
      entity.core = k;
      graph.deepest = k;
      for (const other of entity.near) lower(other, k, degree, shelves);
    }
  }
}

function lower(entity, k, degree, shelves) {
  const count = degree.get(entity);
  if (entity.core !== undefined || count <= k) return;
  degree.set(entity, count - 1);
  (shelves[count - 1] ??= []).push(entity);
}
