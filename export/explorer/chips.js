// What limits the view, each with a way to take it back, and the steps before it.

class Chips {
  constructor(graph, values, actions) {
    Object.assign(this, { graph, values, actions });
    byId('undo').addEventListener('click', () => actions.undo());
    byId('redo').addEventListener('click', () => actions.redo());
  }

  show(view, state) {
    const { change } = this.actions;
    const chips = [...this.focusChips(view, state), ...this.filterChips(state), ...this.openChips(view, state)];
    byId('chips').replaceChildren(...chips.map(([text, undone, ...controls]) => this.chip(text, controls, () => change(undone))));
    byId('undo').disabled = !this.actions.canUndo();
    byId('redo').disabled = !this.actions.canRedo();
  }

  chip(text, controls, undone) {
    return el('li', { class: 'chip' }, free(text), ...controls, button('link close', undone, '✕', spoken(` Take back: ${text}`)));
  }

  focusChips(view, { ego, path }) {
    const chips = [];
    if (ego) chips.push([`Around ${shorten(ego.entity.label, 30)}: ${plural(ego.depth, 'step', 'steps')}`, { ego: null, expanded: new Set() }, ...this.depthButtons(ego)]);
    if (path) chips.push([`Path ${shorten(path.start.label, 24)} – ${shorten(path.end.label, 24)}`, { path: null }]);
    return chips;
  }

  depthButtons({ entity, depth }) {
    const step = (by, sign, name) => {
      const made = button('quiet step', () => this.actions.change({ ego: { entity, depth: depth + by } }), sign, spoken(name));
      made.disabled = depth + by < 1 || depth + by > DEEPEST_EGO;
      return made;
    };
    return [step(-1, '−', ' One step less'), step(1, '+', ' One step more')];
  }

  filterChips(state) {
    const chips = [];
    for (const facet of FACETS) {
      const { size } = state.hidden[facet];
      if (size && facet !== 'status') chips.push([`${FACET_NAMES[facet]}: ${size} hidden`, { hidden: { ...state.hidden, [facet]: new Set() } }]);
    }
    if (state.floor) chips.push([`Confidence ≥ ${state.floor} %`, { floor: 0 }]);
    if (state.from || state.to) chips.push([`${state.from || '…'} to ${state.to || '…'}`, { from: '', to: '' }]);
    if (state.core) chips.push([`Core ≥ ${state.core}`, { core: 0 }]);
    if (!state.leaves) chips.push(['Leaves hidden', { leaves: true }]);
    for (const entity of state.removed) chips.push([`${shorten(entity.label, 24)} hidden`, { removed: without(state.removed, entity) }]);
    return chips;
  }

  openChips(view, state) {
    const chips = [...state.folded].map((entity) => [`${shorten(entity.label, 24)} folded`, { folded: without(state.folded, entity) }]);
    for (const entity of state.expanded) chips.push([`${shorten(entity.label, 24)} expanded`, { expanded: without(state.expanded, entity) }]);
    if (view.grouped) for (const group of state.opened) chips.push([`Open: ${group.name}`, { opened: withClosed(state.opened, group) }]);
    return chips;
  }
}

const without = (set, item) => new Set([...set].filter((one) => one !== item));
const withItem = (set, item) => new Set([...set, item]);
