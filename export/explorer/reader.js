// The whole document in a dialog, every claim marked in it, and a way from each to the next.

class Reader {
  constructor(actions) {
    this.actions = actions;
    this.dialog = byId('reader');
    this.claims = [];
    byId('reader-close').addEventListener('click', () => this.dialog.close());
    byId('reader-next').addEventListener('click', () => this.step(1));
    byId('reader-previous').addEventListener('click', () => this.step(-1));
    this.dialog.addEventListener('close', () => actions.open(null, null));
    this.dialog.addEventListener('keydown', (event) => this.key(event));
    byId('reader-text').addEventListener('click', (event) => this.clicked(event));
  }

  show(view, { reader }) {
    if (!reader) {
      if (this.dialog.open) this.dialog.close();
      this.document = null;
      return;
    }
    if (this.document !== reader.text) this.load(reader.text);
    if (!this.dialog.open) {
      this.dialog.showModal();
      byId('reader-text').focus();
    }
    if (reader.text.absent) this.tell();
    else this.mark(reader.claim);
  }

  /** Say that the text is elsewhere. */
  tell() {
    this.document = null; // so that it is read when it comes
    this.claims = [];
    byId('reader-count').textContent = '';
    byId('reader-claim').replaceChildren();
    byId('reader-text').replaceChildren(...(isServed() ? ['Fetching the text …'] : ['The graph is too large for one file: this one holds the sentences of claims and not the whole texts. ', el('code', {}, 'evigraph serve'), ' shows them.']));
  }

  load(text) {
    this.document = text;
    this.claims = text.claims;
    byId('reader-title').replaceChildren(free(text.name));
    byId('reader-source').replaceChildren(...[text.title ? text.source : null, text.date, text.language].filter(Boolean).flatMap((part, at) => (at ? [' · ', free(part)] : [free(part)])));
    for (const id of ['reader-next', 'reader-previous']) byId(id).disabled = this.claims.length < 2;
  }

  /** Draw the text with all claims marked and the roles of the current one. */
  mark(claim) {
    this.claim = claim;
    const convert = this.document.units();
    const spans = this.claims.map((one) => ({ claim: one, start: convert(one.start), end: convert(one.end) }));
    if (claim) spans.push(...roleSpans(claim, convert));
    const { text } = this.document;
    byId('reader-text').replaceChildren(...pieces(0, text.length, spans).flatMap((piece) => this.piece(text, piece)).filter((node) => node !== null));
    this.caption(claim);
    this.dialog.querySelector('.current')?.scrollIntoView({ block: 'center', behavior: 'instant' });
  }

  /** Return the nodes of a piece of text, in an element that knows the claims over it. */
  piece(text, piece) {
    const inner = markedPiece(text, piece);
    const over = piece.spans.filter((span) => span.claim).map((span) => span.claim);
    if (!over.length) return inner;
    const asserted = over.some((claim) => claim.status === 'asserted') ? '' : ' unsure';
    const current = over.includes(this.claim) ? ' current' : '';
    const element = el('span', { class: `said${asserted}${current}` }, inner);
    element.claims = over;
    return [element];
  }

  caption(claim) {
    const caption = byId('reader-claim');
    byId('reader-count').textContent = this.claims.length ? `Claim ${this.claims.indexOf(claim) + 1} of ${this.claims.length}` : 'No claim was found in this document';
    if (!claim) return caption.replaceChildren();
    const { relation } = claim;
    const leave = { ...this.actions, choose: (selection) => this.leave(selection) };
    caption.replaceChildren(entityButton(relation.subject, leave), el('span', { class: 'predicate' }, free(relation.label)), objectNode(relation, leave), statusBadge(claim.status), confidenceMeter(claim.confidence));
    return announce(`${byId('reader-count').textContent}: ${relation.subject.label} ${relation.label} ${objectText(relation)}, ${claim.status}`);
  }

  leave(selection) {
    this.dialog.close();
    this.actions.choose(selection);
  }

  step(by) {
    if (!this.claims.length) return;
    const at = (this.claims.indexOf(this.claim) + by + this.claims.length) % this.claims.length;
    this.actions.open(this.document, this.claims[at]);
  }

  /** A click goes to the claim of the sentence, and again to the next claim of the same sentence. */
  clicked(event) {
    const over = event.target.closest('.said')?.claims;
    if (over) this.actions.open(this.document, over[(over.indexOf(this.claim) + 1) % over.length]);
  }

  key(event) {
    const steps = { n: 1, j: 1, ArrowRight: 1, p: -1, k: -1, ArrowLeft: -1 };
    if (event.key in steps && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      this.step(steps[event.key]);
    }
  }
}
