// Places for a small part of a large graph, whose entities lie far apart on the map: rings around one, a row for a path.

const RING = 190;
const ROOM = 84; // for a symbol with its label
const ROW = 200;

/** Return where an entity lies in a view. */
const placeOf = (view, entity) => view.places?.get(entity) ?? entity;

/** Return places for what is around an entity or on a path; null where the map is small enough to keep its own. */
function placesFor(graph, view, { ego, path }) {
  if (graph.entities.length <= DRAW_LIMIT || !(ego || path)) return null;
  return ego ? ringsAround(view, ego.entity) : rowOf(view.drawn);
}

const rowOf = (entities) => new Map([...entities].map((entity, at) => [entity, { x: at * ROW, y: (at % 2) * 70 }]));

/** Lay a breadth-first tree out on rings, each branch in a sector as wide as its leaves. */
function ringsAround(view, centre) {
  const children = treeFrom(view, centre);
  const leaves = new Map();
  for (const entity of [...children.keys()].reverse()) leaves.set(entity, Math.max(1, children.get(entity).reduce((sum, child) => sum + leaves.get(child), 0)));
  const reach = Math.max(RING, (leaves.get(centre) * ROOM) / (2 * Math.PI));
  const places = new Map([[centre, { x: 0, y: 0 }]]);
  let level = [{ entity: centre, from: 0, wide: 2 * Math.PI }];
  for (let ring = reach; level.length; ring += Math.max(RING, reach * 0.4)) level = level.flatMap((branch) => spread(branch, ring, children, leaves, places));
  return places;
}

/** Place the children of an entity on a ring. */
function spread({ entity, from, wide }, ring, children, leaves, places) {
  let start = from;
  return children.get(entity).map((child) => {
    const share = (wide * leaves.get(child)) / leaves.get(entity);
    const angle = start + share / 2;
    places.set(child, { x: Math.round(ring * Math.cos(angle)), y: Math.round(ring * Math.sin(angle)) });
    start += share;
    return { entity: child, from: start - share, wide: share };
  });
}

/** Return the children of each drawn entity that can be reached, the nearest first. */
function treeFrom(view, centre) {
  const children = new Map([[centre, []]]);
  for (const entity of children.keys()) { // grows while it is walked
    for (const other of nearOf(view, entity)) {
      if (!view.drawn.has(other) || children.has(other)) continue;
      children.set(other, []);
      children.get(entity).push(other);
    }
  }
  return children;
}
