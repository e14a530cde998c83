// Filters with counts. A ticked box shows, an empty one hides; "only" keeps one, "all" brings everything back.

const FACET_NAMES = { type: 'Entity types', status: 'Status of claims', predicate: 'Relations', document: 'Documents' };
const FACET_LONG = 7;

class Facets {
  constructor(graph, values, { change }) {
    this.graph = graph;
    this.values = values;
    this.change = change;
    this.rows = new Map();
    const groups = Object.keys(FACET_NAMES).filter((facet) => values[facet].length).map((facet) => this.group(facet));
    byId('facets').replaceChildren(...groups);
    this.wireControls();
  }

  group(facet) {
    const rows = this.values[facet].map(([name]) => this.row(facet, name));
    const list = el('ul', { class: 'options' }, ...rows);
    const all = button('link', () => this.set(facet, new Set()), 'all', spoken(` ${FACET_NAMES[facet]}`));
    const heading = el('legend', {}, el('span', {}, FACET_NAMES[facet]), all);
    return el('fieldset', { class: 'facet', 'data-facet': facet }, heading, list, rows.length > FACET_LONG + 1 ? this.more(list) : null);
  }

  more(list) {
    const total = list.children.length;
    list.classList.add('short');
    const toggle = button('link more', () => {
      const short = list.classList.toggle('short');
      toggle.textContent = short ? `Show all ${total}` : 'Show fewer';
      toggle.setAttribute('aria-expanded', String(!short));
    }, `Show all ${total}`);
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
    return facet === 'document' ? this.graph.documents.find((text) => text.id === name).name : name;
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
    byId('floor').addEventListener('input', (event) => this.change({ floor: Number(event.target.value) }));
    for (const flag of ['values', 'loose']) byId(flag).addEventListener('change', (event) => this.change({ [flag]: event.target.checked }));
    const count = (test) => plural(this.graph.relations.filter(test).length, '', '').trim();
    byId('values-count').textContent = count((relation) => !relation.object);
    byId('loose-count').textContent = this.graph.entities.filter(isLoose).length.toLocaleString('en');
  }

  show(view, state) {
    this.state = state;
    for (const { facet, name, box, count, item } of this.rows.values()) {
      const number = countOf(view.counts, facet, name);
      box.checked = !state.hidden[facet].has(name);
      count.textContent = number.toLocaleString('en');
      item.classList.toggle('nothing', number === 0);
    }
    byId('floor').value = state.floor;
    byId('floor-value').textContent = state.floor ? `${state.floor} % or more` : 'any';
    byId('values').checked = state.values;
    byId('loose').checked = state.loose;
  }
}
