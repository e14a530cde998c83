// Answers as tables. Whatever stands in an answer is shown as text; links lead to pages of this server, or to the web.

const SHOWN = 1000;

// Returns where an IRI leads, if anywhere: a page of this server for a name under the base of the data.
export function address(iri, base) {
  if (iri.startsWith(base) && !iri.startsWith("/", base.length)) return `/${iri.slice(base.length)}`;
  return /^https?:\/\//.test(iri) ? iri : null;
}

function shortened(iri, prefixes) {
  const found = Object.entries(prefixes).find(([, space]) => iri.startsWith(space) && iri.length > space.length);
  return found ? `${found[0]}:${iri.slice(found[1].length)}` : iri;
}

function cell(term, { base, prefixes }) {
  const made = document.createElement("td");
  if (!term) return made;
  const href = term.type === "uri" ? address(term.value, base) : null;
  if (!href) { made.textContent = term.value; return made; }
  const link = document.createElement("a");
  link.href = href;
  link.rel = "noreferrer";
  link.title = term.value;
  link.textContent = shortened(term.value, prefixes);
  made.append(link);
  return made;
}

function heading(name) {
  const made = document.createElement("th");
  made.scope = "col";
  made.textContent = name;
  return made;
}

// Returns a table of an answer in SPARQL's JSON; a page shows only so many rows.
export function table(answer, names) {
  const made = document.createElement("table");
  made.createTHead().insertRow().append(...answer.head.vars.map(heading));
  const body = made.createTBody();
  for (const row of answer.results.bindings.slice(0, SHOWN)) {
    body.insertRow().append(...answer.head.vars.map((name) => cell(row[name], names)));
  }
  return made;
}

export function counted(answer) {
  const rows = answer.results.bindings.length;
  return `${rows} ${rows === 1 ? "row" : "rows"}${rows > SHOWN ? `, the first ${SHOWN} shown` : ""}`;
}

export function pre(text) {
  const made = document.createElement("pre");
  made.textContent = text;
  return made;
}
