// Finding entities by what people type: labels and aliases, without accents and case, with room for a slip.

/** Fold a text to what is compared: no case, no accents, compatible forms as one. */
const fold = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();

/** Return the number of slips forgiven in a query of a given length. */
const forgiven = (length) => (length < 4 ? 0 : length < 8 ? 1 : 2);

/**
 * Return the least number of single-character edits, swaps of neighbours included, from a query to a beginning of a
 * name, or Infinity above a limit. (Damerau's distance in its restricted form.)
 */
function slips(query, name, limit) {
  let before = [];
  let last = Array.from({ length: name.length + 1 }, (_, at) => at);
  for (let i = 1; i <= query.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= name.length; j += 1) {
      const cost = query[i - 1] === name[j - 1] ? 0 : 1;
      row[j] = Math.min(row[j - 1] + 1, last[j] + 1, last[j - 1] + cost);
      if (i > 1 && j > 1 && query[i - 1] === name[j - 2] && query[i - 2] === name[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > limit) return Infinity;
    [before, last] = [last, row];
  }
  const best = Math.min(...last);
  return best > limit ? Infinity : best;
}

/** Rate how well a folded name answers a folded query: 0 is the name itself, Infinity is no answer. */
function rate(query, name) {
  if (name === query) return 0;
  if (name.startsWith(query)) return 1;
  const words = name.split(/[\s\p{P}]+/u);
  if (words.some((word) => word.startsWith(query))) return 2;
  if (name.includes(query)) return 3;
  return Infinity;
}

/** Rate a name with room for slips. */
function rateSlips(query, name) {
  const limit = forgiven(query.length);
  if (!limit) return Infinity;
  const words = name.split(/[\s\p{P}]+/u);
  const tails = words.map((_, at) => words.slice(at).join(' ').slice(0, query.length + limit));
  return 3 + Math.min(...tails.map((tail) => slips(query, tail, limit)));
}

/** Return a finder over entities: query → [{entity, name}], best first. */
function finder(entities) {
  const named = entities.map((entity) => ({
    entity,
    names: [entity.label, ...entity.aliases].map((name) => ({ name, folded: fold(name.slice(0, 200)) })),
  }));
  return (text, limit = 12) => {
    const query = fold(text);
    if (!query) return [];
    const plain = rated(named, query, rate);
    const answers = plain.length ? plain : rated(named, query, rateSlips);
    return answers
      .sort((a, b) => a.score - b.score || b.entity.near.size - a.entity.near.size || a.entity.index - b.entity.index)
      .slice(0, limit);
  };
}

/** Slips are looked for only where nobody is called what was typed. */
const rated = (named, query, rating) =>
  named.map(({ entity, names }) => ({ entity, ...bestName(query, names, rating) })).filter(({ score }) => score < Infinity);

function bestName(query, names, rating) {
  const scores = names.map(({ name, folded }) => ({ name, score: rating(query, folded) }));
  return scores.reduce((best, one) => (one.score < best.score ? one : best));
}
