// The search box: a combobox that lists entities as one types (WAI-ARIA Authoring Practices, combobox pattern).

const TYPING_MS = 180;
const FOUND_MOST = 6; // of the page, so that those of the server are seen below

const sayingOption = (text) => el('li', { class: 'none', role: 'option', 'aria-disabled': 'true' }, text);

class Search {
  constructor(graph, { choose, inView, find }) {
    Object.assign(this, { graph, choose, inView, further: find });
    this.input = byId('search');
    this.list = byId('found');
    this.answers = [];
    this.active = -1;
    this.input.addEventListener('input', () => this.search());
    this.input.addEventListener('focus', () => this.search());
    this.input.addEventListener('blur', () => this.close());
    this.input.addEventListener('keydown', (event) => this.key(event));
    if (document.activeElement === this.input) this.search(); // somebody was faster than the page
  }

  search() {
    this.find ??= finder(this.graph.entities); // names are folded when somebody looks for one
    this.answers = this.find(this.input.value);
    this.asking = Boolean(this.further && this.input.value.trim());
    this.list.replaceChildren(...this.options());
    this.open(this.input.value.trim() !== '');
    this.activate(this.answers.length ? 0 : -1);
    if (this.input.value.trim()) announce(plural(this.answers.length, 'entity found', 'entities found'));
    clearTimeout(this.waiting);
    if (this.asking) this.waiting = setTimeout(() => this.searchFurther(this.input.value), TYPING_MS);
  }

  /** Add what the server finds below what the page holds; who types on gets the answer to that. */
  async searchFurther(text) {
    const found = await this.further(text).catch((error) => {
      if (error instanceof SourceError) return [];
      throw error;
    });
    if (this.input.value !== text || document.activeElement !== this.input) return;
    this.asking = false;
    const fresh = found.filter((entity) => !this.answers.some((answer) => answer.entity === entity));
    const active = Math.max(0, this.active);
    if (fresh.length) this.answers = [...this.answers.slice(0, FOUND_MOST), ...fresh.map((entity) => ({ entity, name: entity.label }))];
    this.list.replaceChildren(...this.options());
    this.activate(this.answers.length ? active : -1);
    announce(plural(this.answers.length, 'entity found', 'entities found'));
  }

  /** Entities have come: look through all of them next time. */
  forget() {
    this.find = null;
  }

  options() {
    const options = this.answers.map((answer, at) => this.option(answer, at));
    if (this.asking) options.push(sayingOption('Looking on the server …'));
    return options.length ? options : [sayingOption('No entity of this name')];
  }

  option({ entity, name }, at) {
    const pick = (event) => {
      event.preventDefault();
      this.pick(at);
    };
    const hint = [
      name === entity.label ? null : el('span', { class: 'alias' }, 'also ', free(shorten(name, 40))),
      el('span', { class: 'kind' }, entity.type + (!entity.key ? ' · on the server' : this.inView(entity) ? '' : ' · filtered out')),
    ];
    return el('li', { role: 'option', id: `found-${at}`, on: { mousedown: pick } }, symbol(entity), free(shorten(entity.label, 60), 'name'), ...hint);
  }

  /** Ask for the other end of a path, or for anything. */
  ask(start) {
    this.start = start;
    this.input.placeholder = start ? `Path from ${shorten(start.label, 30)} to …` : 'Search entities…';
    if (start) this.input.focus();
  }

  open(shown) {
    this.list.hidden = !shown;
    this.input.setAttribute('aria-expanded', String(shown));
  }

  close() {
    this.open(false);
    this.input.removeAttribute('aria-activedescendant');
  }

  activate(at) {
    this.active = at;
    this.list.querySelectorAll('[role=option]').forEach((option, place) => option.setAttribute('aria-selected', String(place === at)));
    if (at < 0) return this.input.removeAttribute('aria-activedescendant');
    this.input.setAttribute('aria-activedescendant', `found-${at}`);
    return byId(`found-${at}`)?.scrollIntoView({ block: 'nearest' });
  }

  pick(at) {
    const { entity } = this.answers[at];
    this.input.value = '';
    this.input.blur();
    const { start } = this;
    this.ask(null);
    this.choose(entity, start);
  }

  key(event) {
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in moves && this.answers.length) {
      event.preventDefault();
      this.activate((this.active + moves[event.key] + this.answers.length) % this.answers.length);
    } else if (event.key === 'Enter' && this.active >= 0) {
      event.preventDefault();
      this.pick(this.active);
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      this.input.value = '';
      this.search();
      this.ask(null);
    }
  }
}
