// What of the entities in view is drawn: all of them, what is around one, a path, or communities as single symbols.

const DRAW_LIMIT = 2000;
const SUMMED_LIMIT = 900;

const none = new Set();
const nearOf = (view, entity) => view.near.get(entity) ?? none;

/** Add to a view: `drawn` entities, `groups` drawn as one symbol, `summed` edges that end at such, `places` where they differ from the map's, and how many were cut. */
function addScope(view, graph, state) {
  view.paths = state.path ? shortestPaths(view, state.path.start, state.path.end) : [];
  view.groups = new Map();
  view.grouped = !state.path && !state.ego && (state.grouped || view.entities.size > DRAW_LIMIT);
  const wanted = withExpanded(view, state, baseOf(view, graph, state));
  view.folded = foldedInto(view, state, wanted);
  for (const entity of view.folded.keys()) wanted.delete(entity);
  view.drawn = limited(wanted, state.selection ?? []);
  view.cut = wanted.size - view.drawn.size;
  view.places = placesFor(graph, view, state);
  view.summed = view.grouped ? summedEdges(view) : [];
}

function baseOf(view, graph, state) {
  if (state.path) return new Set(view.paths[state.path.which] ?? [state.path.start, state.path.end]);
  if (state.ego) return around(view, state.ego);
  if (!view.grouped) return new Set(view.entities);
  return withSelected(view, state, opened(view, graph, state));
}

/** Walk outwards from an entity, a number of steps. */
function around(view, { entity, depth }) {
  let rim = [entity];
  const found = new Set(rim);
  for (let step = 0; step < depth && found.size < DRAW_LIMIT; step += 1) {
    rim = rim.flatMap((one) => [...nearOf(view, one)]).filter((other) => !found.has(other));
    for (const other of rim) found.add(other);
  }
  return found;
}

/** Return the entities of open communities; closed ones become groups. */
function opened(view, graph, state) {
  const found = new Set();
  for (const entity of view.entities) {
    const shut = shutAround(entity.group, state.opened);
    if (!shut) found.add(entity);
    else if (view.groups.has(shut)) view.groups.get(shut).push(entity);
    else view.groups.set(shut, [entity]);
  }
  return found;
}

/** Return the outermost community around another, or itself, that is not open. */
function shutAround(group, open) {
  let shut = null;
  for (let one = group; one; one = one.parent) if (!open.has(one)) shut = one;
  return shut;
}

/** What is selected is drawn with its neighbours, whether or not its community is open. */
function withSelected(view, { selection }, found) {
  for (const entity of selection ?? []) {
    found.add(entity);
    if (selection.length === 1) for (const other of nearOf(view, entity)) found.add(other);
  }
  return found;
}

function withExpanded(view, { expanded }, found) {
  for (const entity of expanded) {
    if (view.entities.has(entity)) found.add(entity);
    for (const other of nearOf(view, entity)) found.add(other);
  }
  return found;
}

/** Return which entities are folded into which: those that hang on a folded one alone. */
function foldedInto(view, { folded, selection }, drawn) {
  const found = new Map();
  for (const entity of folded) {
    for (const other of nearOf(view, entity)) if (hangsOn(view, other, drawn) && !selection?.includes(other)) found.set(other, entity);
  }
  return found;
}

const hangsOn = (view, entity, drawn) => [...nearOf(view, entity)].filter((other) => drawn.has(other)).length === 1;

/** Keep the best connected where there are more than can be drawn, and what must be there. */
function limited(wanted, musts) {
  if (wanted.size <= DRAW_LIMIT) return wanted;
  const best = [...wanted].sort((a, b) => b.near.size - a.near.size || a.index - b.index).slice(0, DRAW_LIMIT - musts.length);
  return new Set([...musts, ...best]);
}

/** Sum the edges that start or end in a closed community; the heaviest where there are too many. */
function summedEdges(view) {
  const home = new Map();
  for (const [group, members] of view.groups) for (const entity of members) if (!view.drawn.has(entity)) home.set(entity, group);
  const sums = new Map();
  for (const { ends, claims } of view.pairs.values()) {
    const [one, other] = ends.map((entity) => home.get(entity) ?? (view.drawn.has(entity) ? entity : null));
    if (!one || !other || one === other || !(home.has(ends[0]) || home.has(ends[1]))) continue;
    const key = one.key < other.key ? `${one.key}+${other.key}` : `${other.key}+${one.key}`;
    if (!sums.has(key)) sums.set(key, { key, ends: one.key < other.key ? [one, other] : [other, one], count: 0 });
    sums.get(key).count += claims.length;
  }
  return [...sums.values()].sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1)).slice(0, SUMMED_LIMIT);
}

/** Open a community; where the map would grow too large, the ones opened first are closed again. */
function withOpened(open, group) {
  const chain = [];
  for (let one = group; one; one = one.parent) chain.unshift(one);
  const next = new Set([...open, ...chain]);
  const size = () => [...next].reduce((sum, one) => sum + one.entities.length, 0);
  for (const one of open) if (size() > DRAW_LIMIT && !chain.includes(one)) next.delete(one);
  return next;
}

/** Close a community and those inside it. */
const withClosed = (open, group) => new Set([...open].filter((one) => !isInside(one, group)));

function isInside(one, group) {
  for (let outer = one; outer; outer = outer.parent) if (outer === group) return true;
  return false;
}
