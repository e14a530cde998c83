// What vis-network draws for what is in view: nodes, edges, values, and communities as single discs.

const GOLDEN = Math.PI * (3 - Math.sqrt(5));
const CROWD = 80; // edges of a selection that would cover the map if each stood out
const ISOLATED = { enabled: false };

/** Makes the items of one drawing. */
class Items {
  constructor(view, state, theme, { swell, unit }) {
    Object.assign(this, { view, state, theme, swell, unit, focus: focusOf(view, state) });
    this.crowded = state.selection !== null && this.focus.size > CROWD;
  }

  * nodes() {
    for (const [group, members] of this.view.groups) yield this.disc(group, members);
    for (const entity of this.view.drawn) yield this.node(entity);
    if (this.state.values) for (const { item } of this.values()) yield item;
  }

  * edges() {
    for (const sum of this.view.summed) yield this.sum(sum);
    for (const pair of this.view.pairs.values()) {
      if (pair.ends.every((entity) => this.view.drawn.has(entity))) yield this.edge(pair);
    }
    if (this.state.values) for (const { edge } of this.values()) yield edge;
  }

  node(entity) {
    const chosen = this.state.selection?.includes(entity) ?? false;
    const { x, y } = placeOf(this.view, entity);
    return {
      id: entity.key, x, y, shape: entity.shape, size: this.radiusOf(entity),
      borderWidth: chosen ? 4 : 1.5,
      opacity: this.faded(entity) ? 0.18 : 1,
      color: paints(this.lifted(entity.color), chosen ? this.theme.ink : this.theme.outline, this.theme.ink),
    };
  }

  disc(group, members) {
    const { disc, discLine } = this.theme;
    return {
      id: group.key, x: group.x, y: group.y, shape: 'dot', size: discRadius(group, members), borderWidth: 1.5,
      opacity: this.focus ? 0.4 : 1, color: paints(disc, discLine, this.theme.accent),
    };
  }

  edge({ key, ends, claims }) {
    const strong = this.focus && ends.every((entity) => this.focus.has(entity)) && this.touches(ends);
    const forward = claims.some((claim) => claim.relation.subject === ends[0]);
    const backward = claims.some((claim) => claim.relation.subject === ends[1]);
    return {
      id: key, from: ends[0].key, to: ends[1].key,
      width: Math.min(5, 1.4 + Math.log2(claims.length) * 0.9) + (strong && !this.crowded ? 0.8 : 0),
      dashes: claims.some((claim) => claim.status === 'asserted') ? false : [6, 5],
      arrows: { to: { enabled: forward }, from: { enabled: backward && ends[0] !== ends[1] } },
      color: { color: strong ? this.theme.accent : this.theme.edge, hover: this.theme.accent, opacity: this.focus && !strong ? 0.15 : this.crowded ? 0.3 : strong ? 1 : 0.85 },
    };
  }

  sum({ key, ends, count }) {
    return {
      id: key, from: ends[0].key, to: ends[1].key, width: (0.7 + Math.log2(count) * 0.6) * this.unit, dashes: false,
      arrows: { to: ISOLATED, from: ISOLATED }, color: { color: this.theme.edge, hover: this.theme.accent, opacity: this.focus ? 0.12 : this.view.drawn.size ? 0.25 : 0.4 },
    };
  }

  /** Tell whether an edge belongs to the selection: it starts or ends at the entity, or is the chosen edge, or lies on the path. */
  touches(ends) {
    const { selection, path } = this.state;
    if (!selection) return path !== null;
    return selection.length === 1 ? ends.includes(selection[0]) : selection.every((entity) => ends.includes(entity));
  }

  /** Small nodes for dates, amounts and other values, in a spiral around their subject. */
  * values() {
    const seen = new Map();
    for (const relation of new Set(this.view.claims.map((claim) => claim.relation))) {
      if (relation.object || !this.view.drawn.has(relation.subject)) continue;
      const turn = seen.get(relation.subject) ?? 0;
      seen.set(relation.subject, turn + 1);
      yield this.value(relation, turn);
    }
  }

  value(relation, turn) {
    const { subject } = relation;
    const place = placeOf(this.view, subject);
    const [angle, reach] = [0.6 + turn * GOLDEN, this.radiusOf(subject) + 42 + turn * 6];
    const id = `v${relation.index}`;
    const asserted = relation.claims.some((claim) => this.view.passing.has(claim) && claim.status === 'asserted');
    return {
      item: {
        id, x: Math.round(place.x + reach * Math.cos(angle)), y: Math.round(place.y + reach * Math.sin(angle)),
        shape: 'dot', size: 4, color: paints(this.theme.edge, this.theme.outline, this.theme.ink), opacity: this.faded(subject) ? 0.18 : 1,
      },
      edge: {
        id: `${id}-edge`, from: subject.key, to: id, width: 1, dashes: asserted ? false : [6, 5], arrows: { to: ISOLATED },
        color: { color: this.theme.edge, opacity: this.faded(subject) ? 0.12 : 0.6 },
      },
      relation,
    };
  }

  /** Mix a colour with white as the symbols of the page are, so that it stands out on a dark ground. */
  lifted(colour) {
    const parts = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
    return `rgb(${parts.map((part) => Math.round(part + (255 - part) * this.theme.lift)).join(',')})`;
  }

  faded(entity) {
    return this.focus !== null && !this.focus.has(entity);
  }

  /** Return the size of a symbol on the map: the better connected the larger, and descriptions smaller than names. */
  radiusOf(entity) {
    const radius = Math.min(26, 7.5 + 3 * Math.sqrt(entity.near.size));
    return radius * this.swell * (entity.named ? 1 : 0.7);
  }
}

/**
 * Return how much larger than at zoom 1 things are drawn at a zoom: symbols a little, in steps, because each one draws
 * all nodes anew, and the lines of discs so that they are as wide from any height.
 */
function lensAt(scale) {
  const swell = [1, 1.25, 1.5].find((step) => scale * step > 0.75) ?? 1.75;
  return { swell, unit: 2 ** Math.max(0, Math.round(-Math.log2(scale))) };
}

/** A disc is as large as its place on the map, and shrinks with the filters. */
const discRadius = (group, members) => Math.max(22, group.radius * Math.sqrt(members.length / group.size));

/** Nodes keep their colours when touched; only their border answers. */
const paints = (background, border, active) => ({ background, border, highlight: { background, border: active }, hover: { background, border: active } });

/** Return the entities that stay bright: the selected and what is next to it; null where nothing is selected. */
function focusOf(view, { selection }) {
  if (!selection) return null;
  const [first] = selection;
  const near = selection.length === 1 ? [...nearOf(view, first)] : [];
  return new Set([...selection, ...near]);
}

/** Return the largest connected part of what is drawn, if it is most of it; else all of it. */
function mainPart({ drawn, near }) {
  const seen = new Set();
  for (const start of drawn) {
    const part = new Set(seen.has(start) ? [] : [start]);
    for (const entity of part) for (const other of near.get(entity) ?? []) if (drawn.has(other)) part.add(other); // grows while it is walked
    for (const entity of part) seen.add(entity);
    if (part.size * 2 > drawn.size) return part;
  }
  return drawn;
}

/** Make a data set hold these items and no others, touching only what differs. */
function synchronise(dataSet, items) {
  const wanted = new Set(items.map(({ id }) => id));
  dataSet.remove(dataSet.getIds().filter((id) => !wanted.has(id)));
  const print = (item) => JSON.stringify(item);
  dataSet.update(items.filter((item) => dataSet.get(item.id) === null || print(dataSet.get(item.id)) !== print(item)));
}
