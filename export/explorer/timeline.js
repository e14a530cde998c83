// What is known of an entity in the order of time.

const DATED = /^xsd:(date|dateTime|gYear|gYearMonth)$/;

/** Return the dated facts of an entity, the earliest first: claims that say when, and values that are dates. */
function datedFacts(entity, view) {
  const found = [];
  for (const relation of new Set([...entity.facts, ...entity.inverse])) {
    for (const claim of relation.claims.filter((one) => view.passing.has(one))) {
      const when = claim.since ?? claim.until ?? (DATED.test(relation.datatype ?? '') ? relation.value : null);
      if (when && /^-?\d/.test(when)) found.push({ when, claim, relation });
    }
  }
  const unique = new Map(found.map((one) => [`${one.when}\n${one.relation.index}`, one]));
  return [...unique.values()].sort((a, b) => (firstDay(a.when) < firstDay(b.when) ? -1 : firstDay(a.when) > firstDay(b.when) ? 1 : a.claim.index - b.claim.index));
}

/** Return the time line as a list and what brings more of it, or null where nothing has a date. */
function timeline(entity, view, actions, portions) {
  const facts = datedFacts(entity, view);
  if (!facts.length) return null;
  const [rows, more] = portions.list('time line', facts, (fact) => timelineRow(fact, entity, actions));
  return [el('ol', { class: 'timeline' }, rows), more];
}

function timelineRow({ when, claim, relation }, entity, actions) {
  const other = relation.subject === entity ? relation.object : relation.subject;
  const shown = timeText(claim) ?? when;
  const target = other && other !== entity ? entityButton(other, actions) : null;
  return el('li', {},
    whenNode(claim, el('time', { datetime: when }, shown), actions), ' ',
    el('span', { class: 'predicate' }, relation.subject === entity ? '' : '← ', free(relation.label)), ' ', target);
}

/** Return the date as the way to the sentence that says it. */
function whenNode(claim, time, actions) {
  if (!claim.document) return time;
  const opened = button('link', () => actions.open(claim.document, claim), time, spoken(', open the sentence'));
  opened.title = 'Open the document at this sentence';
  return opened;
}

const KEY_FACTS = 5;

/** Return the facts that tell most: of the vocabulary before open ones, sure before unsure, one for each predicate. */
function keyFacts(entity, view) {
  const best = new Map();
  for (const relation of entity.facts) {
    const claims = relation.claims.filter((claim) => view.passing.has(claim) && claim.status === 'asserted');
    if (!claims.length) continue;
    const weight = Math.max(...claims.map((claim) => claim.confidence)) + Math.min(claims.length, 5) * 0.1 - (relation.predicate.startsWith('open:') ? 10 : 0);
    const fact = { relation, weight, more: (best.get(relation.predicate)?.more ?? -1) + 1 };
    const known = best.get(relation.predicate);
    if (!known || weight > known.weight) best.set(relation.predicate, fact);
    else known.more += 1;
  }
  return [...best.values()].sort((a, b) => b.weight - a.weight || a.relation.index - b.relation.index).slice(0, KEY_FACTS);
}

/** Return key facts as a list of terms, or null where there are none. */
function factList(entity, view, actions) {
  const facts = keyFacts(entity, view);
  if (!facts.length) return null;
  return el('dl', { class: 'facts' }, ...facts.flatMap(({ relation, more }) => [
    el('dt', {}, free(relation.label)),
    el('dd', {}, objectNode(relation, actions), more ? el('span', { class: 'count' }, ` +${more}`) : null),
  ]));
}
