// Entities as cards in step with the filters: what each is, what is known of it, and one sentence.

const CARDS = 60;

class Cards {
  constructor(actions) {
    this.actions = actions;
    this.limit = CARDS;
    byId('cards-more').addEventListener('click', () => this.grow());
    byId('cards-csv').addEventListener('click', () => download('entities.csv', csvBlob(entityCsv(this.entities))));
    byId('cards-order').addEventListener('change', () => this.draw());
  }

  grow() {
    this.limit += CARDS;
    this.draw();
  }

  show(view, state) {
    this.view = view;
    this.chosen = state.selection?.[0];
    this.entities = [...(state.ego || state.path ? view.drawn : view.entities)];
    this.visible = state.view === 'cards';
    if (this.visible) this.draw();
  }

  draw() {
    const byName = byId('cards-order').value === 'name';
    const order = new Intl.Collator('en', { numeric: true });
    this.entities.sort((a, b) => (byName ? order.compare(a.label, b.label) : b.near.size - a.near.size) || a.index - b.index);
    const shown = this.entities.slice(0, this.limit);
    byId('cards-list').replaceChildren(...shown.map((entity) => this.card(entity)));
    byId('cards-shown').textContent = this.entities.length ? `${written(shown.length)} of ${plural(this.entities.length, 'entity', 'entities')}` : 'No entity is in view.';
    byId('cards-more').hidden = shown.length === this.entities.length;
  }

  card(entity) {
    const claims = entity.facts.flatMap((relation) => relation.claims).filter((claim) => this.view.passing.has(claim));
    const best = claims.sort((a, b) => (b.status === 'asserted') - (a.status === 'asserted') || b.confidence - a.confidence || a.index - b.index)[0];
    return el('li', { class: entity === this.chosen ? 'card chosen' : 'card' },
      el('p', { class: 'kind' }, entity.type, el('span', { class: 'count' }, plural(nearOf(this.view, entity).size, 'connection', 'connections'))),
      el('h3', {}, entityButton(entity, this.actions)),
      entity.aliases.length ? el('p', { class: 'aliases' }, ...entity.aliases.slice(0, 3).map((alias) => free(shorten(alias, 40)))) : null,
      factList(entity, this.view, this.actions),
      best ? markedQuote(best) : null);
  }
}

const ENTITY_COLUMNS = {
  entity: (entity) => entity.label,
  type: (entity) => entity.type,
  aliases: (entity) => entity.aliases.join('; '),
  connections: (entity) => entity.near.size,
  mentions: (entity) => entity.mentions.length,
  id: (entity) => entity.id,
};

const entityCsv = (entities) => csvOf(entities, ENTITY_COLUMNS);
