// The panel: an overview at first, the card of an entity, the claims on an edge, or the hops of a path.

class Panel {
  constructor(graph, actions) {
    this.graph = graph;
    this.actions = actions;
    this.root = byId('panel');
    this.shown = '';
    this.portions = new Portions(() => this.view && this.draw());
  }

  show(view, state) {
    const place = [...(state.selection ?? []), state.path?.which].map((one) => one?.index ?? one).join('-');
    if (place !== this.shown) this.portions.forget();
    const top = place === this.shown ? this.root.scrollTop : 0;
    Object.assign(this, { shown: place, view, state });
    this.draw();
    this.root.scrollTop = top;
  }

  draw() {
    const top = this.root.scrollTop;
    this.root.replaceChildren(...this.content(this.state));
    this.root.scrollTop = top;
  }

  content({ selection, path }) {
    if (!selection && path) return pathContent(path, this.view, this.actions);
    if (!selection) return this.overview();
    return selection.length === 1 ? this.card(selection[0]) : this.edge(selection);
  }

  // -- overview

  overview() {
    const { graph } = this;
    const busy = [...this.view.entities].sort((a, b) => b.near.size - a.near.size || a.index - b.index).slice(0, 10);
    return [
      el('h2', {}, 'Overview'),
      graph.whole ? el('p', { class: 'note part-note' }, ...partNote(graph)) : null,
      graph.entities.length ? el('p', { class: 'hint' }, 'Choose an entity or a connection on the map, or search, to read the sentences behind it.') : null,
      busy.length && graph.claims.length ? section('Most connected', el('ul', { class: 'plain' }, ...busy.map((entity) => this.busyRow(entity)))) : null,
      graph.communities.length > 1 ? section('Communities', this.communities()) : null,
      graph.documents.length ? section('Documents', ...this.documents()) : null,
      graph.failures.length ? section('Could not be read', el('ul', { class: 'plain' }, ...graph.failures.map(failureRow))) : null,
    ].filter(Boolean);
  }

  busyRow(entity) {
    return el('li', { class: 'spread' }, entityButton(entity, this.actions), el('span', { class: 'count', title: 'connected entities' }, String(entity.near.size)));
  }

  /** Communities in step with the map: the outermost at first, those inside an open one below it. */
  communities() {
    const row = (group) => {
      const open = this.state.opened.has(group);
      const press = button('link', () => this.actions.openGroup(group), spoken(open ? 'Close ' : 'Open '), free(group.name));
      press.setAttribute('aria-expanded', String(open && this.view.grouped));
      const inside = open && this.view.grouped && group.children.length ? el('ul', { class: 'plain' }, ...group.children.map(row)) : null;
      return el('li', {}, el('div', { class: 'spread' }, press, el('span', { class: 'count' }, plural(group.size, 'entity', 'entities'))), inside);
    };
    return el('ul', { class: 'plain groups' }, ...this.graph.communities.filter((group) => !group.parent).map(row));
  }

  documents() {
    const [rows, more] = this.portions.list('documents', this.graph.documents, (text) => this.documentRow(text));
    return [el('ul', { class: 'plain' }, rows), more];
  }

  documentRow(text) {
    const opened = button('link source', () => this.actions.open(text, text.claims[0] ?? null), free(text.name));
    return el('li', { class: 'spread' }, opened, el('span', { class: 'count' }, plural(text.about.length, 'claim', 'claims')));
  }

  // -- card of an entity

  card(entity) {
    const shown = (relation) => relation.claims.some((claim) => this.view.passing.has(claim));
    const hidden = [...entity.facts, ...entity.inverse].flatMap((relation) => relation.claims).filter((claim) => !this.view.passing.has(claim)).length;
    const [own, others] = [byPredicate(entity.facts.filter(shown)), byPredicate(entity.inverse.filter((relation) => shown(relation) && relation.subject !== entity))];
    const share = shareOf([...own, ...others]);
    const facts = own.map((members) => this.group(members, (relation) => objectNode(relation, this.actions), '', share));
    const inverse = others.map((members) => this.group(members, (relation) => entityButton(relation.subject, this.actions), '← ', share));
    const dated = timeline(entity, this.view, this.actions, this.portions);
    return [
      this.cardHead(entity),
      this.steps(entity),
      factList(entity, this.view, this.actions),
      dated ? section('Time line', ...dated) : null,
      facts.length + inverse.length ? markKey() : el('p', { class: 'hint' }, hidden ? 'The filters hide every claim about it.' : 'No claim is made about it; it is only mentioned.'),
      facts.length ? section('What the texts say of it', ...facts) : null,
      inverse.length ? section('Where it is the object', ...inverse) : null,
      hidden ? this.hiddenNote(hidden) : null,
      this.moreNote(entity),
      this.mentions(entity),
    ].filter(Boolean);
  }

  cardHead(entity) {
    const links = entity.sameAs.map((iri) => outsideLink(iri));
    return el('header', { class: 'card-head' },
      el('p', { class: 'kind' }, symbol(entity), entity.type),
      el('h2', { tabindex: '-1' }, free(entity.label)),
      entity.aliases.length ? el('p', { class: 'aliases' }, spoken('Also called: '), ...entity.aliases.slice(0, 30).map((alias) => free(shorten(alias, 80), 'chip'))) : null,
      links.length ? el('p', { class: 'links' }, 'Same as ', ...links) : null);
  }

  /** What can be done with an entity on the map. */
  steps(entity) {
    const { change, startPath } = this.actions;
    const { ego, folded, expanded, removed } = this.state;
    const drawnNear = [...nearOf(this.view, entity)].filter((other) => this.view.drawn.has(other)).length;
    const step = (text, press) => button('quiet', press, text);
    return el('div', { class: 'steps', role: 'group', 'aria-label': 'On the map' },
      ego?.entity === entity ? step('Show all again', () => change({ ego: null, expanded: new Set() })) : step('Only around it', () => change({ ego: { entity, depth: 1 }, path: null, expanded: new Set() })),
      drawnNear < nearOf(this.view, entity).size && !folded.has(entity) ? step('Expand', () => change({ expanded: withItem(expanded, entity) })) : null,
      expanded.has(entity) ? step('Collapse', () => change({ expanded: without(expanded, entity) })) : this.foldStep(entity, step),
      step('Path to …', () => startPath(entity)),
      step('Hide', () => change({ removed: withItem(removed, entity), selection: null })),
      this.view.grouped && this.state.opened.has(entity.group) ? step('Close its community', () => change({ opened: withClosed(this.state.opened, entity.group), selection: null })) : null);
  }

  /** What hangs on an entity alone can be folded into it. */
  foldStep(entity, step) {
    const { folded } = this.state;
    if (folded.has(entity)) return step('Unfold', () => this.actions.change({ folded: without(folded, entity) }));
    const hanging = [...nearOf(this.view, entity)].some((other) => this.view.drawn.has(other) && hangsOn(this.view, other, this.view.drawn));
    return hanging ? step('Collapse', () => this.actions.change({ folded: withItem(folded, entity) })) : null;
  }

  /** Return the relations of one predicate; each stands with its sentences. */
  group(relations, target, prefix, share) {
    const [{ predicate, label }] = relations;
    const [facts, more] = this.portions.list(prefix + predicate, relations, (relation) => this.fact(relation, target(relation)), share);
    const open = predicate.startsWith('open:') ? el('span', { class: 'open', title: 'in the words of the text, not of the vocabulary' }, 'open') : null;
    return el('section', { class: 'fact-group' },
      el('h4', {}, prefix ? el('span', { 'aria-hidden': 'true' }, prefix) : null, free(label), open), facts, more);
  }

  fact(relation, target) {
    const claims = relation.claims.filter((claim) => this.view.passing.has(claim));
    return el('div', { class: 'fact' }, el('p', { class: 'target' }, target), ...claimList(claims, this.actions));
  }

  hiddenNote(count) {
    return el('p', { class: 'note' }, `${plural(count, 'claim is', 'claims are')} hidden by the filters. `, button('link', this.actions.reset, 'Show everything'));
  }

  /** Say where the rest of a large neighbourhood is. */
  moreNote(entity) {
    if (!this.graph.whole) return null;
    if (entity.next) return el('p', { class: 'note' }, 'More is said of it. ', button('link', () => this.actions.more(entity), 'Bring more from the server'));
    return isServed() ? null : el('p', { class: 'note' }, 'This file holds a part of what is said of it.');
  }

  mentions(entity) {
    const texts = tally(entity.mentions, ([text]) => text).map(([index, count]) => [this.graph.documents[index], count]);
    if (!texts.length) return null;
    const [rows, more] = this.portions.list('mentions', texts, ([text, count]) => el('li', { class: 'spread' },
      button('link source', () => this.actions.open(text, this.claimAbout(entity, text)), free(text.name)),
      this.graph.whole ? null : el('span', { class: 'count' }, plural(count, 'time', 'times'))));
    return section('Mentioned in', el('ul', { class: 'plain' }, rows), more);
  }

  claimAbout(entity, text) {
    return text.claims.find(({ relation }) => relation.subject === entity || relation.object === entity) ?? text.claims[0] ?? null;
  }

  // -- claims on an edge

  edge([one, other]) {
    const key = pairKey(one.index, other.index);
    const relations = [...new Set([...one.facts, ...other.facts])].filter((relation) => relation.pair === key);
    const claims = relations.flatMap((relation) => relation.claims);
    const hidden = claims.filter((claim) => !this.view.passing.has(claim)).length;
    const shown = relations.filter((relation) => relation.claims.some((claim) => this.view.passing.has(claim)));
    return [
      el('header', { class: 'card-head' },
        el('p', { class: 'kind' }, plural(claims.length, 'claim', 'claims')),
        el('h2', { tabindex: '-1' }, free(one.label), ' – ', one === other ? 'itself' : free(other.label))),
      shown.length ? markKey() : null,
      ...this.portions.list('edge', shown, (relation) => this.edgeFact(relation)).flat(),
      hidden ? this.hiddenNote(hidden) : null,
    ].filter(Boolean);
  }

  edgeFact(relation) {
    const claims = relation.claims.filter((claim) => this.view.passing.has(claim));
    const triple = el('p', { class: 'triple' }, entityButton(relation.subject, this.actions), el('span', { class: 'predicate' }, free(relation.label)), spoken(' → '), objectNode(relation, this.actions));
    return el('section', { class: 'fact-group' }, triple, ...claims.map((claim) => claimBlock(claim, this.actions)));
  }
}

/** Group relations by their predicate. */
function byPredicate(relations) {
  const groups = new Map();
  for (const relation of relations) {
    if (groups.has(relation.predicate)) groups.get(relation.predicate).push(relation);
    else groups.set(relation.predicate, [relation]);
  }
  return [...groups.values()];
}

/** Return the hops of a path, each with its sentences. */
function pathContent({ start, end, which }, view, actions) {
  const path = view.paths[which];
  const head = el('header', { class: 'card-head' }, el('p', { class: 'kind' }, 'Path'), el('h2', { tabindex: '-1' }, free(start.label), ' – ', free(end.label)));
  if (!path) return [head, el('p', { class: 'hint' }, 'Nothing in view connects the two. '), button('link', actions.reset, 'Show everything')];
  const other = (by) => button('quiet', () => actions.change({ path: { start, end, which: (which + by + view.paths.length) % view.paths.length } }), by < 0 ? '← Previous' : 'Next →');
  const count = el('p', { class: 'path-count', role: 'status' }, `${plural(path.length - 1, 'hop', 'hops')} · path ${which + 1} of ${view.paths.length}`);
  const turn = view.paths.length > 1 ? el('p', { class: 'steps' }, other(-1), other(1)) : null;
  return [head, count, turn, markKey(), ...path.slice(1).map((entity, at) => hop(path[at], entity, view, actions))].filter(Boolean);
}

function hop(from, to, view, actions) {
  const { claims } = view.pairs.get(pairKey(from.index, to.index));
  const relations = [...new Set(claims.map((claim) => claim.relation))];
  return el('section', { class: 'fact-group hop' }, ...relations.map((relation) => el('div', { class: 'fact' },
    el('p', { class: 'triple' }, entityButton(relation.subject, actions), el('span', { class: 'predicate' }, free(relation.label)), spoken(' → '), objectNode(relation, actions)),
    ...claimList(claims.filter((claim) => claim.relation === relation), actions))));
}

/** Tell what a page holds of a graph that is too large for it, and how to come to the rest. */
function partNote({ whole }) {
  const size = `The whole graph has ${plural(whole.entities, 'entity', 'entities')} and ${plural(whole.claims, 'claim', 'claims')} from ${plural(whole.documents, 'document', 'documents')}.`;
  if (isServed()) return [`${size} This page begins with the best connected; what you search for or select is brought from the server.`];
  return [`${size} This file holds the best connected; `, el('code', {}, 'evigraph serve'), ' shows all.'];
}

const section = (title, ...children) => el('section', { class: 'part' }, el('h3', {}, title), ...children);

const failureRow = ([source, error, cure]) => el('li', { class: 'failure' }, free(source, 'name'), `: ${error} (${cure})`);

/** Return a link to another site, or plain text where the address is of another kind. */
function outsideLink(iri) {
  if (!/^https?:\/\//i.test(iri)) return free(iri, 'chip');
  return el('a', { href: iri, rel: 'noopener noreferrer', target: '_blank', class: 'chip' }, shorten(iri.replace(/^https?:\/\/(www\.)?/i, ''), 50));
}
