// A text area with line numbers, colours and completion. Colours lie under the transparent text, line by line the same.

const TOKEN = /(?<comment>#[^\n\r]*)|(?<string>"""[^]*?"""|'''[^]*?'''|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')|(?<iri><[^<>"{}|^`\\\s]*>)|(?<variable>[?$]\w+)|(?<name>[A-Za-z][\w.-]*:[\w.%-]*|:[\w.%-]+)|(?<word>[A-Za-z]\w*)/gu;
const WORDS = new Set("select ask construct describe where from named graph optional union minus filter bind values as distinct reduced order by group having limit offset asc desc exists not in prefix base count sum min max avg sample group_concat str lang datatype iri bound if coalesce regex contains strstarts strends strafter strbefore lcase ucase concat a undef".split(" "));
const MOST = 8;

// Returns pieces of a query with the kind of each; their texts joined are the query.
export function pieces(text) {
  const found = [];
  let done = 0;
  for (const match of text.matchAll(TOKEN)) {
    const kind = Object.keys(match.groups).find((key) => match.groups[key] !== undefined);
    if (match.index > done) found.push({ kind: "", text: text.slice(done, match.index) });
    found.push({ kind: kind === "word" && !WORDS.has(match[0].toLowerCase()) ? "" : kind, text: match[0] });
    done = match.index + match[0].length;
  }
  if (done < text.length) found.push({ kind: "", text: text.slice(done) });
  return found;
}

// Returns what may stand for the word before the caret, and how long that word is.
export function offers(before, words) {
  const typed = /[A-Za-z][\w.-]*:?[\w-]*$/.exec(before)?.[0] ?? "";
  if (typed.length < 2) return { length: 0, found: [] };
  const wanted = typed.toLowerCase();
  const near = (word) => word.name.toLowerCase().startsWith(wanted) || (wanted.startsWith("ev:") && word.label.toLowerCase().includes(wanted.slice(3)));
  return { length: typed.length, found: words.filter((word) => near(word) && word.name !== typed).slice(0, MOST) };
}

export class Editor {
  constructor({ area, colours, lines, list }) {
    Object.assign(this, { area, colours, lines, list, words: [], chosen: 0, bad: null });
    area.addEventListener("input", () => { this.bad = null; this.draw(); this.offer(); });
    area.addEventListener("scroll", () => this.follow());
    area.addEventListener("keydown", (event) => this.key(event));
    area.addEventListener("blur", () => setTimeout(() => this.close(), 150));
    new ResizeObserver(() => this.follow()).observe(area);
    this.draw();
  }

  get text() { return this.area.value; }

  set text(value) { this.area.value = value; this.bad = null; this.close(); this.draw(); }

  draw() {
    const spans = pieces(this.text).map(({ kind, text }) => {
      const span = document.createElement("span");
      span.textContent = text;
      if (kind) span.className = `t-${kind}`;
      return span;
    });
    this.colours.replaceChildren(...spans, document.createTextNode("\n"));
    const count = this.text.split("\n").length;
    this.lines.replaceChildren(...Array.from({ length: count }, (_, index) => {
      const line = document.createElement("span");
      line.textContent = `${index + 1}\n`;
      if (this.bad === index + 1) line.className = "bad";
      return line;
    }));
    this.follow();
  }

  follow() {
    this.colours.scrollTo(this.area.scrollLeft, this.area.scrollTop);
    this.lines.style.height = `${this.area.clientHeight}px`;
    this.lines.scrollTop = this.area.scrollTop;
  }

  // Marks a line and puts the caret at the column; both count from one, columns in code points.
  point(line, column) {
    const before = this.text.split("\n").slice(0, line - 1).map((each) => each.length + 1).reduce((sum, each) => sum + each, 0);
    const skipped = [...(this.text.split("\n")[line - 1] ?? "")].slice(0, column - 1).join("").length;
    this.bad = line;
    this.draw();
    this.area.focus();
    this.area.setSelectionRange(before + skipped, before + skipped);
  }

  offer() {
    const { length, found } = offers(this.text.slice(0, this.area.selectionStart), this.words);
    this.replaced = length;
    this.found = found;
    this.chosen = 0;
    this.list.hidden = found.length === 0;
    this.list.replaceChildren(...found.map((word, index) => {
      const item = document.createElement("li");
      item.role = "option";
      item.title = word.comment;
      item.textContent = `${word.name}  ${word.label}`;
      item.addEventListener("mousedown", (event) => { event.preventDefault(); this.chosen = index; this.take(); });
      return item;
    }));
    this.mark();
  }

  mark() { [...this.list.children].forEach((item, index) => item.setAttribute("aria-selected", index === this.chosen)); }

  take() {
    const end = this.area.selectionStart;
    this.area.setRangeText(this.found[this.chosen].name, end - this.replaced, end, "end");
    this.close();
    this.draw();
  }

  close() { this.list.hidden = true; }

  key(event) {
    if (event.ctrlKey && event.key === " ") { event.preventDefault(); this.offer(); return; }
    if (this.list.hidden) return;
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps) {
      this.chosen = (this.chosen + steps[event.key] + this.found.length) % this.found.length;
      this.mark();
    } else if (event.key === "Tab" || (event.key === "Enter" && !event.ctrlKey)) this.take();
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
  }
}
