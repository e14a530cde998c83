import { counted, pre, table } from "./answer.js";
import { Editor } from "./editor.js";

const JSON_RESULTS = "application/sparql-results+json";
const at = (id) => document.getElementById(id);
const editor = new Editor({ area: at("query"), colours: at("colours"), lines: at("lines"), list: at("offers") });
const names = { base: "", prefixes: {} };
let asked = null; // the request under way; a newer one ends it

function say(text, bad = false) {
  at("message").textContent = text;
  at("message").classList.toggle("bad", bad);
}

async function send(query, accept, signal) {
  const answer = await fetch("/sparql", {
    method: "POST",
    headers: { "content-type": "application/sparql-query", accept },
    body: query,
    signal,
  });
  if (!answer.ok) throw new Error((await answer.text()).trim());
  return answer;
}

function remarks(headers) {
  const cut = headers.get("evigraph-cut");
  const hint = headers.get("evigraph-hint");
  return (cut ? `, cut at ${cut}` : "") + (hint ? `; ${decodeURIComponent(hint)}` : "");
}

function fail(error) {
  say(error.message, true);
  const place = /line (\d+), column (\d+)/.exec(error.message);
  if (place) editor.point(Number(place[1]), Number(place[2]));
}

async function ask() {
  asked?.abort();
  const mine = new AbortController();
  asked = mine;
  say("asking …");
  at("answer").replaceChildren();
  const start = performance.now();
  try {
    const answer = await send(editor.text, `${JSON_RESULTS}, text/turtle;q=0.5`, mine.signal);
    const took = ` in ${Math.round(performance.now() - start)} ms`;
    if (!answer.headers.get("content-type").startsWith(JSON_RESULTS)) {
      at("answer").append(pre(await answer.text()));
      say(`a graph${took}${remarks(answer.headers)}`);
      return;
    }
    const content = await answer.json();
    if (content.results) at("answer").append(table(content, names));
    say((content.results ? counted(content) : String(content.boolean)) + took + remarks(answer.headers));
  } catch (error) {
    if (error.name !== "AbortError") fail(error);
  }
}

async function download(accept, name) {
  try {
    const answer = await send(editor.text, accept);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await answer.blob());
    link.download = name;
    link.click();
    URL.revokeObjectURL(link.href);
    say(`${name} is saved${remarks(answer.headers)}`);
  } catch (error) {
    fail(error);
  }
}

// The query stands behind the # of the address, so that it is in no log.
function remember() { history.replaceState(null, "", `#query=${encodeURIComponent(editor.text)}`); }

function recall() {
  const text = new URLSearchParams(location.hash.slice(1).replaceAll("+", "%2B")).get("query");
  if (text) editor.text = text;
  return Boolean(text);
}

async function share() {
  remember();
  try {
    await navigator.clipboard.writeText(location.href);
    say("the link is copied");
  } catch {
    say("the link is in the address bar");
  }
}

async function learn() {
  const found = await (await fetch("/completions.json")).json();
  names.prefixes = found.prefixes;
  names.base = found.prefixes.entity.slice(0, -"entity/".length);
  const prefixes = Object.entries(found.prefixes).map(([name, space]) => ({ name: `${name}:`, label: space, comment: space }));
  editor.words = [...found.terms, ...prefixes];
}

at("ask").addEventListener("submit", (event) => { event.preventDefault(); remember(); ask(); });
at("query").addEventListener("keydown", (event) => { if (event.ctrlKey && event.key === "Enter") at("ask").requestSubmit(); });
at("ready").addEventListener("change", (event) => { if (event.target.value) { editor.text = event.target.value; remember(); ask(); } });
at("csv").addEventListener("click", () => download("text/csv", "answer.csv"));
at("json").addEventListener("click", () => download(JSON_RESULTS, "answer.json"));
at("share").addEventListener("click", share);
window.addEventListener("hashchange", () => { if (recall()) ask(); });

await learn();
if (recall()) ask();
else editor.text = "SELECT ?label ?type WHERE {\n  ?thing a ?class ; rdfs:label ?label .\n  ?class rdfs:label ?type .\n} LIMIT 50\n";
