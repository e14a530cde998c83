// What is written on the map: which names, numbers and relations, the important ones first.

const orders = new WeakMap(); // of the entities of a view

class Lettering {
  constructor({ view, state, items }, camera, hovered, theme) {
    Object.assign(this, { view, state, items, camera, hovered, theme });
  }

  /** Paint all that finds room; `labels` and `plates` tell afterwards what stands where. */
  paint(context) {
    const { wide, high } = this.camera;
    const room = new Room(wide, high);
    room.take(boxOf('.zoom'));
    this.labels = this.labelList();
    for (const label of this.labels.slice(0, SYMBOLS_AVOIDED)) if (!label.group) room.takeSymbol(label);
    const [faded, bright] = [true, false].map((is) => this.labels.filter((label) => label.faded === is));
    paintLabels(context, bright, room, this.theme);
    this.plates = paintEdgeLabels(context, this.edgeLabels(), room, this.theme);
    paintLabels(context, faded, room, this.theme);
    return this;
  }

  /** Return the labels that lie on the sheet, the most important first. */
  labelList() {
    const { wide, high } = this.camera;
    const labels = [...this.groupLabels(), ...this.entityLabels()];
    if (this.state.values) labels.push(...this.valueLabels());
    return labels.filter(({ x, y }) => x > -60 && y > -20 && x < wide + 60 && y < high + 20);
  }

  groupLabels() {
    const groups = [...this.view.groups].sort(([a, m], [b, n]) => n.length - m.length || a.index - b.index);
    return groups.map(([group, members], at) => {
      const radius = discRadius(group, members) * this.camera.scale;
      return {
        ...this.camera.onSheet(group), radius, group, inside: true, must: group.parent === null && groups.length <= HUBS * 3,
        text: `${groupName(group, radius)} (${written(members.length)})`, faded: this.items.focus !== null, strong: at < HUBS,
      };
    });
  }

  entityLabels() {
    const { focus } = this.items;
    const rank = (entity) => (this.state.selection?.includes(entity) || entity === this.hovered ? 2 : focus?.has(entity) ? 1 : 0);
    const entities = orderOf(this.view);
    const first = entities.filter((entity) => rank(entity)).sort((a, b) => rank(b) - rank(a));
    return [...first, ...entities.filter((entity) => !rank(entity))].map((entity, at) => ({
      ...this.placeOf(entity), radius: this.items.radiusOf(entity) * this.camera.scale, entity,
      text: this.nodeText(entity), must: rank(entity) === 2 || at < HUBS, faded: this.items.faded(entity) && entity !== this.hovered,
      strong: rank(entity) === 2 || (at < HUBS && entity.near.size > 2),
    }));
  }

  nodeText(entity) {
    const text = shorten(entity.label, LABEL_LENGTH);
    if (!this.state.folded.has(entity)) return text;
    const count = [...this.view.folded.values()].filter((into) => into === entity).length;
    return count ? `${text} (+${count})` : text;
  }

  valueLabels() {
    return [...this.items.values()].map(({ item, relation }) => ({
      ...this.camera.onSheet(item), radius: 4 * this.camera.scale, entity: relation.subject, text: shorten(valueText(relation), LABEL_LENGTH), faded: this.items.faded(relation.subject),
    }));
  }

  edgeLabels() {
    const labels = [];
    for (const pair of this.view.pairs.values()) {
      if (!pair.ends.every((entity) => this.view.drawn.has(entity))) continue;
      const strong = (this.state.selection !== null || this.state.path !== null) && this.items.touches(pair.ends);
      const count = pair.claims.length;
      if (strong && !this.items.crowded) labels.push({ places: this.between(pair), must: this.state.selection?.length === 2, strong, text: pairText(pair) });
      else if (!strong && count > 1 && this.camera.scale > 0.45 && !this.items.focus) labels.push({ places: this.between(pair), strong, text: String(count) });
    }
    return labels;
  }

  /** Return the points on an edge where its label may stand, the best first. */
  between({ ends }) {
    const [a, b] = ends.map((entity) => this.placeOf(entity));
    if (ends[0] === ends[1]) return [{ x: a.x, y: a.y - 34 }];
    return [0.5, 0.6, 0.4, 0.7, 0.3].map((share) => ({ x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share }));
  }

  placeOf(entity) {
    return this.camera.onSheet(placeOf(this.view, entity));
  }
}

/** Return the drawn entities of a view, names before descriptions, the best connected first. */
function orderOf(view) {
  if (!orders.has(view)) orders.set(view, [...view.drawn].sort((a, b) => b.named - a.named || b.near.size - a.near.size || a.index - b.index));
  return orders.get(view);
}

/** Name a community in full where its disc is wide enough, else by its first entity alone. */
function groupName({ name, top }, radius) {
  return name.length * 7 <= radius * 2.2 || !top.length ? name : shorten(name.split(' · ')[0], 22);
}

/** Name the relations of an edge. */
function pairText({ claims }) {
  const names = [...new Set(claims.map((claim) => claim.relation.label))];
  return shorten(names[0], 26) + (names.length > 1 ? ` +${names.length - 1}` : '');
}

/** Return the box on the canvas that a part of the page covers. */
function boxOf(selector) {
  const [inner, outer] = [document.querySelector(selector), byId('canvas')].map((part) => part.getBoundingClientRect());
  return { left: inner.left - outer.left, right: inner.right - outer.left, top: inner.top - outer.top, bottom: inner.bottom - outer.top };
}
