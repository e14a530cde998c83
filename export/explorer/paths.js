// How two things connect: the shortest ways between them, over what is in view.

const PATHS_SHOWN = 6;

/** Return the shortest paths between two entities as lists of entities, at most PATHS_SHOWN, always in the same order. */
function shortestPaths(view, start, end) {
  const before = stepsFrom(view, start, end);
  if (!before.has(end)) return [];
  const found = [];
  const grow = (path) => {
    if (found.length === PATHS_SHOWN) return;
    const [first] = path;
    if (first === start) found.push(path);
    else for (const one of before.get(first)) grow([one, ...path]);
  };
  grow([end]);
  return found;
}

/** Walk outwards until the end is met; return for each entity those one step nearer to the start. */
function stepsFrom(view, start, end) {
  const before = new Map([[start, []]]);
  let rim = [start];
  while (rim.length && !before.has(end)) {
    const next = new Map();
    for (const one of rim) for (const other of nearOf(view, one)) if (!before.has(other)) next.set(other, [...(next.get(other) ?? []), one]);
    for (const [other, ways] of next) before.set(other, ways.sort(byDegree));
    rim = [...next.keys()].sort((a, b) => a.index - b.index);
  }
  return before;
}

const byDegree = (a, b) => b.near.size - a.near.size || a.index - b.index;
