// The claims as a table in step with the filters: for reading in rows, for screen readers, for a spreadsheet.

const PAGE = 200;
const COLUMNS = [
  { name: 'Subject', text: (claim) => claim.relation.subject.label, node: (claim, actions) => entityButton(claim.relation.subject, actions) },
  { name: 'Relation', text: (claim) => claim.relation.label, node: (claim) => free(claim.relation.label) },
  { name: 'Object', text: (claim) => objectText(claim.relation), node: (claim, actions) => objectNode(claim.relation, actions) },
  { name: 'Status', text: (claim) => claim.status, node: (claim) => statusBadge(claim.status) },
  { name: 'Confidence', text: (claim) => claim.confidence, node: (claim) => confidenceMeter(claim.confidence) },
  { name: 'Document', text: (claim) => claim.document?.name ?? '', node: documentButton },
  { name: 'Sentence', text: (claim) => claim.sentence(), node: (claim) => markedQuote(claim) },
];

const CSV_COLUMNS = {
  subject: (claim) => claim.relation.subject.label,
  subject_type: (claim) => claim.relation.subject.type,
  predicate: (claim) => claim.relation.predicate,
  object: (claim) => objectText(claim.relation),
  object_type: (claim) => claim.relation.object?.type ?? claim.relation.datatype,
  status: (claim) => claim.status,
  confidence: (claim) => claim.confidence,
  document: (claim) => claim.document?.source ?? '',
  date: (claim) => claim.document?.date ?? '',
  start: (claim) => claim.start,
  end: (claim) => claim.end,
  sentence: (claim) => claim.sentence(),
  claim: (claim) => claim.id,
};

/** Write a cell of CSV (RFC 4180); a text that a spreadsheet would run as a formula gets an apostrophe before it. */
function csvCell(value) {
  const text = String(value);
  const inert = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${inert.replaceAll('"', '""')}"`;
}

/** Write items as CSV with a header: a function for each column. */
function csvOf(items, columns) {
  const rows = items.map((item) => Object.values(columns).map((value) => csvCell(value(item))).join(','));
  return `\ufeff${[Object.keys(columns).join(','), ...rows].join('\r\n')}\r\n`;
}

const csvBlob = (text) => new Blob([text], { type: 'text/csv;charset=utf-8' });

/** Tell whether both ends of a claim are drawn; a value is where its subject is. */
const isDrawn = ({ relation: { subject, object } }, { drawn }) => drawn.has(subject) && (!object || drawn.has(object));

class Table {
  constructor(actions) {
    this.actions = actions;
    this.sort = { column: null, down: false };
    this.limit = PAGE;
    byId('csv').addEventListener('click', () => download('claims.csv', csvBlob(csvOf(this.claims, CSV_COLUMNS))));
    byId('rows-more').addEventListener('click', () => this.grow());
    byId('claims-head').replaceChildren(el('tr', {}, ...COLUMNS.map((column) => this.heading(column))));
  }

  heading(column) {
    column.cell = el('th', { scope: 'col', class: `col-${column.name.toLowerCase()}` }, button('sort', () => this.sortBy(column), column.name));
    return column.cell;
  }

  sortBy(column) {
    this.sort = { column, down: this.sort.column === column && !this.sort.down };
    this.draw();
  }

  grow() {
    this.limit += PAGE;
    this.draw();
  }

  show(view, state) {
    this.claims = state.ego || state.path ? view.claims.filter((claim) => isDrawn(claim, view)) : view.claims;
    this.visible = state.view === 'table';
    if (this.visible) this.draw();
  }

  sorted() {
    const { column, down } = this.sort;
    if (!column) return this.claims;
    const order = new Intl.Collator('en', { numeric: true });
    const compare = (a, b) => (typeof a === 'number' ? a - b : order.compare(a, b));
    return [...this.claims].sort((a, b) => compare(column.text(a), column.text(b)) * (down ? -1 : 1) || a.index - b.index);
  }

  draw() {
    const rows = this.sorted().slice(0, this.limit);
    for (const column of COLUMNS) column.cell.setAttribute('aria-sort', column !== this.sort.column ? 'none' : this.sort.down ? 'descending' : 'ascending');
    byId('claims-body').replaceChildren(...rows.map((claim) => this.row(claim)));
    byId('rows-shown').textContent = this.claims.length ? `${written(rows.length)} of ${plural(this.claims.length, 'claim', 'claims')}` : 'No claim is in view.';
    byId('rows-more').hidden = rows.length === this.claims.length;
  }

  row(claim) {
    return el('tr', { class: claim.status }, ...COLUMNS.map((column) => el('td', { class: `col-${column.name.toLowerCase()}` }, column.node(claim, this.actions))));
  }
}
