// Filters with counts. A ticked box shows, an empty one hides; "only" keeps one, "all" brings everything back.

const FACET_NAMES = { type: 'Entity types', status: 'Status of claims', predicate: 'Relations', document: 'Documents', community: 'Communities', component: 'Connected parts' };
const FACET_SHORT = 7;
const FACET_MOST = 500;

class Facets {
  constructor(graph, values, { change }) {
    this.graph = graph;
    this.change = change;
    this.dates = new DateFacet(this.change);
    this.wireControls();
    this.read(values);
  }

  /** Take the values there are; more may come from a server. */
  read(values) {
    this.values = values;
    this.rows = new Map();
    const groups = Object.keys(FACET_NAMES).filter((facet) => this.isUseful(facet)).map((facet) => this.group(facet));
    byId('facets').replaceChildren(...groups);
    this.count();
    this.dates.read(this.graph);
  }

  /** A single community or part is no choice. */
  isUseful(facet) {
    if (facet === 'status') return this.graph.claims.length > 0;
    return this.values[facet].length > (facet === 'community' || facet === 'component' ? 1 : 0);
  }

  group(facet) {
    const names = this.values[facet].map(([name]) => name).slice(0, FACET_MOST);
    const first = names.length > FACET_SHORT + 1 ? names.slice(0, FACET_SHORT) : names;
    const list = el('ul', { class: 'options' }, ...first.map((name) => this.row(facet, name)));
    const all = button('link', () => this.set(facet, new Set()), 'all', spoken(` ${FACET_NAMES[facet]}`));
    const heading = el('legend', {}, el('span', {}, FACET_NAMES[facet]), all);
    return el('fieldset', { class: 'facet', 'data-facet': facet }, heading, list, first.length < names.length ? this.more(facet, list, names) : null);
  }

  /** The rest of a long list is made when it is asked for. */
  more(facet, list, names) {
    const toggle = button('link more', () => {
      if (list.children.length < names.length) list.append(...names.slice(FACET_SHORT).map((name) => this.row(facet, name)));
      else list.classList.toggle('short');
      const short = list.classList.contains('short');
      toggle.textContent = short ? `Show all ${names.length}` : 'Show fewer';
      toggle.setAttribute('aria-expanded', String(!short));
      this.show(this.view, this.state);
    }, `Show all ${names.length}`);
    toggle.setAttribute('aria-expanded', 'false');
    return toggle;
  }

  row(facet, name) {
    const box = el('input', { type: 'checkbox', on: { change: () => this.toggle(facet, name, box.checked) } });
    const count = el('span', { class: 'count' });
    const only = button('link only', () => this.only(facet, name), 'only', spoken(` ${this.labelText(facet, name)}`));
    const item = el('li', {}, el('label', {}, box, this.icon(facet, name), this.label(facet, name), count), only);
    this.rows.set(`${facet}\n${name}`, { facet, name, box, count, item });
    return item;
  }

  icon(facet, name) {
    if (facet === 'type') return symbol(this.graph.entities.find((entity) => entity.type === name));
    return facet === 'status' ? el('span', { class: `stroke ${name}`, 'aria-hidden': 'true' }) : null;
  }

  labelText(facet, name) {
    if (facet === 'predicate') return predicateLabel(name);
    if (facet === 'community') return this.graph.communities[Number(name.slice(1))].name;
    if (facet === 'component') return name === SMALL_COMPONENT ? name : `Part ${name}`;
    return facet === 'document' ? this.graph.documentById.get(name).name : name;
  }

  label(facet, name) {
    const text = this.labelText(facet, name);
    return el('bdi', { dir: 'auto', class: 'name', title: text }, text);
  }

  toggle(facet, name, shown) {
    const hidden = new Set(this.state.hidden[facet]);
    if (shown) hidden.delete(name);
    else hidden.add(name);
    this.set(facet, hidden);
  }

  only(facet, name) {
    this.set(facet, new Set(this.values[facet].map(([other]) => other).filter((other) => other !== name)));
  }

  set(facet, hidden) {
    this.change({ hidden: { ...this.state.hidden, [facet]: hidden } });
  }

  wireControls() {
    for (const name of ['floor', 'core']) byId(name).addEventListener('input', (event) => this.change({ [name]: Number(event.target.value) }));
    for (const flag of FLAGS) byId(flag).addEventListener('change', (event) => this.change({ [flag]: event.target.checked }));
  }

  /** Count what the controls of the map decide about. */
  count() {
    const { graph } = this;
    for (const part of document.querySelectorAll('.of-claims')) part.hidden = graph.claims.length === 0;
    byId('core').max = graph.deepest;
    const counts = {
      values: graph.relations.filter((relation) => !relation.object).length,
      loose: graph.entities.filter(isLoose).length,
      leaves: graph.entities.filter((entity) => entity.near.size === 1).length,
      grouped: graph.communities.filter((group) => !group.parent).length,
    };
    for (const [name, count] of Object.entries(counts)) byId(`${name}-count`).textContent = written(count);
  }

  show(view, state) {
    this.view = view;
    this.state = state;
    for (const { facet, name, box, count, item } of this.rows.values()) {
      const number = countOf(view.counts, facet, name);
      box.checked = !state.hidden[facet].has(name);
      count.textContent = written(number);
      item.classList.toggle('nothing', number === 0);
    }
    byId('floor').value = state.floor;
    byId('floor-value').textContent = this.sliderText(state.floor, '%', this.graph.claims.filter((claim) => Math.round(claim.confidence * 100) >= state.floor).length, 'claim', 'claims');
    byId('core').value = state.core;
    byId('core-value').textContent = this.sliderText(state.core, '', this.graph.entities.filter((entity) => entity.core >= state.core).length, 'entity', 'entities');
    for (const flag of FLAGS) byId(flag).checked = state[flag];
    byId('grouped').disabled = view.entities.size > DRAW_LIMIT;
    byId('grouped').checked = view.grouped;
    this.dates.show(state);
  }

  sliderText(least, unit, count, one, many) {
    return least ? `≥ ${least}${unit && ` ${unit}`} · ${plural(count, one, many)}` : 'any';
  }
}
