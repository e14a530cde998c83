// A claim as people read it: the sentence, and under it where it stands and how sure it is.

const STATUS_HELP = {
  asserted: 'The text says that it is so',
  negated: 'The text says that it is not so',
  possible: 'The text says that it may be so',
  planned: 'The text says that it is planned',
  conditional: 'The text says that it is so under a condition',
};

const percent = (confidence) => `${Math.round(confidence * 100)} %`;

const statusBadge = (status) => el('span', { class: `badge ${status}`, title: STATUS_HELP[status] }, status);

/** Show confidence as a number and as a bar. */
function confidenceMeter(confidence) {
  const bar = el('span', { class: 'bar', 'aria-hidden': 'true' }, el('span', { class: 'fill' }));
  bar.firstChild.style.width = `${Math.round(confidence * 100)}%`;
  return el('span', { class: 'confidence', title: 'Confidence of the reader in this claim' }, bar, spoken('confidence '), percent(confidence));
}

/** Write when a claim holds. */
function timeText({ since, until }) {
  if (since && until) return since === until ? since : `${since} – ${until}`;
  return since ? `since ${since}` : until ? `until ${until}` : null;
}

/** Return the button that opens the document at a claim. */
function documentButton(claim, actions) {
  if (!claim.document) return el('span', { class: 'source' }, 'document not in this file');
  const date = claim.document.date ? ` · ${claim.document.date}` : '';
  const label = [spoken('Open document '), free(claim.document.name), date];
  const opened = button('link source', () => actions.open(claim.document, claim), ...label);
  opened.title = 'Open the whole document at this sentence';
  return opened;
}

function claimMeta(claim, actions) {
  const time = timeText(claim);
  return el('div', { class: 'meta' },
    statusBadge(claim.status),
    confidenceMeter(claim.confidence),
    time ? el('span', {}, time) : null,
    claim.attributedTo ? el('span', {}, 'said by ', entityButton(claim.attributedTo, actions)) : null,
    documentButton(claim, actions));
}

/** Return a claim with its marked sentence. */
const claimBlock = (claim, actions) =>
  el('article', { class: `claim ${claim.status}`, 'data-claim': claim.id }, markedQuote(claim), claimMeta(claim, actions));

/** Return an entity as something to go to. */
const entityButton = (entity, actions) =>
  button('entity', () => actions.choose([entity]), symbol(entity, 12), free(shorten(entity.label, 80)));

/** Return the object of a relation: an entity to go to, or a value. */
const objectNode = (relation, actions) =>
  (relation.object ? entityButton(relation.object, actions) : el('span', { class: 'value' }, free(valueText(relation))));

/** Return claims of which the first is open and the others wait behind a button. */
function claimList(claims, actions) {
  const sorted = [...claims].sort((a, b) => (b.status === 'asserted') - (a.status === 'asserted') || b.confidence - a.confidence || a.index - b.index);
  const [first, ...others] = sorted.map((claim) => claimBlock(claim, actions));
  if (!others.length) return [first];
  return [first, el('details', { class: 'others' }, el('summary', {}, plural(others.length, 'more sentence says so', 'more sentences say so')), ...others)];
}

/** Explain the marks in the sentences. */
const markKey = () => el('p', { class: 'key' }, 'Marked in each sentence: ',
  el('mark', { class: 'subject' }, 'subject'), ' ', el('mark', { class: 'cue' }, 'relation'), ' ', el('mark', { class: 'object' }, 'object'));
