// Long lists in the panel: the first hundred, then a hundred more at a time; on paper all of them.

const PORTION = 100;
const PORTION_LEAST = 5; // of a list that shares the first hundred with others

class Portions {
  constructor(redraw) {
    Object.assign(this, { redraw, limits: new Map(), whole: false, grown: null });
    addEventListener('beforeprint', () => this.print(true));
    addEventListener('afterprint', () => this.print(false));
  }

  /** Begin anew, with the lists of another card. */
  forget() {
    this.limits.clear();
  }

  /** Return elements for the first items of a list, and what brings the next, or null. */
  list(key, items, make, first = PORTION) {
    const limit = this.whole ? Infinity : (this.limits.get(key) ?? first);
    const shown = items.slice(0, limit).map(make);
    if (this.grown?.key === key) this.fresh = shown[this.grown.from];
    return [shown, items.length > limit ? this.more(key, limit, items.length) : null];
  }

  more(key, limit, all) {
    const count = `${written(limit)} of ${written(all)}`;
    return el('p', { class: 'portion' }, button('quiet', () => this.grow(key, limit), `Show ${Math.min(PORTION, all - limit)} more`), el('span', { class: 'count' }, count));
  }

  /** Show the next items of a list, and go on reading at the first of them. */
  grow(key, from) {
    this.limits.set(key, from + PORTION);
    this.grown = { key, from };
    this.redraw();
    this.fresh?.querySelector('button, summary')?.focus();
    this.grown = null;
    announce(`${written(this.limits.get(key))} are listed.`);
  }

  print(whole) {
    if (whole && !document.querySelector('.portion')) return; // all of it is there, and the focus may stay
    this.whole = whole;
    this.redraw();
  }
}

/** Return how many of each list stand at first, where several share a hundred. */
function shareOf(lists) {
  const all = lists.reduce((sum, list) => sum + list.length, 0);
  return all <= PORTION ? PORTION : Math.max(PORTION_LEAST, Math.floor(PORTION / lists.length));
}
