// The range of dates: when claims hold, or else the date of their document, with a bar for each year.

const YEARS_SHOWN = 30;

class DateFacet {
  constructor(change) {
    this.change = change;
    for (const name of ['from', 'to']) byId(name).addEventListener('change', (event) => change({ [name]: event.target.value }));
    byId('dates-all').addEventListener('click', () => change({ from: '', to: '' }));
  }

  /** Count the claims of a graph by year. */
  read(graph) {
    const spans = graph.claims.map(({ span }) => span).filter(Boolean);
    byId('dates').hidden = spans.length === 0;
    if (!spans.length) return;
    this.bars = binsOf(spans).map((bin) => this.bar(bin));
    const most = Math.max(...this.bars.map(({ bin }) => bin.count));
    for (const { bar, bin } of this.bars) bar.firstChild.style.height = `${Math.max(6, Math.round((bin.count / most) * 100))}%`;
    byId('years').replaceChildren(...this.bars.map(({ bar }) => bar));
    const undated = graph.claims.length - spans.length;
    byId('undated').textContent = undated ? `${plural(undated, 'claim', 'claims')} without a date` : '';
  }

  bar(bin) {
    const [from, to] = [`${bin.first}-01-01`, `${bin.last}-12-31`];
    const name = bin.first === bin.last ? bin.first : `${bin.first} to ${bin.last}`;
    const text = `${name}: ${plural(bin.count, 'claim', 'claims')}`;
    const bar = button('year', () => this.change({ from, to }), el('span', { class: 'height' }), spoken(text));
    bar.title = text;
    return { bar, bin, from, to };
  }

  show({ from, to }) {
    if (!this.bars) return;
    byId('from').value = from;
    byId('to').value = to;
    for (const one of this.bars) one.bar.classList.toggle('outside', Boolean((from && one.to < from) || (to && one.from > to)));
  }
}

/** Count spans by the year they begin in; where there are many years, by several together. */
function binsOf(spans) {
  const years = tally(spans, ([first]) => Number(first.slice(0, 4))).sort(([a], [b]) => a - b);
  const [[first], [last]] = [years[0], years[years.length - 1]];
  const step = [1, 5, 10, 50, 100].find((size) => (last - first) / size < YEARS_SHOWN) ?? 500;
  const bins = new Map();
  for (const [year, count] of years) {
    const begin = Math.floor(year / step) * step;
    bins.set(begin, (bins.get(begin) ?? 0) + count);
  }
  const name = (year) => String(year).padStart(4, '0');
  return [...bins].map(([begin, count]) => ({ first: name(begin), last: name(begin + step - 1), count }));
}
