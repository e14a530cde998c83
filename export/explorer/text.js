// Offsets and marks. evigraph counts Unicode code points; JavaScript strings count UTF-16 units.

/** Return a function from code-point offsets of a text to its UTF-16 offsets. */
function unitsOf(text) {
  if (!/[\ud800-\udbff]/.test(text)) return (offset) => offset;
  const wide = widePositions(text);
  return (offset) => offset + countBelow(wide, offset);
}

/** Return the code-point positions of the characters that take two units. */
function widePositions(text) {
  const positions = [];
  let offset = 0;
  for (const character of text) {
    if (character.length === 2) positions.push(offset);
    offset += 1;
  }
  return positions;
}

/** Count the members of a sorted list below a limit. */
function countBelow(sorted, limit) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Cut [start, end) at the ends of all spans; each piece knows the spans over it. */
function pieces(start, end, spans) {
  const inside = spans.filter((span) => span.end > start && span.start < end && span.end > span.start);
  const cuts = new Set([start, end]);
  for (const span of inside) {
    cuts.add(Math.max(start, span.start));
    cuts.add(Math.min(end, span.end));
  }
  const sorted = [...cuts].sort((a, b) => a - b);
  return sweep(sorted, inside);
}

/** Walk the cuts from left to right with the spans that are open there. */
function sweep(cuts, spans) {
  const waiting = [...spans].sort((a, b) => a.start - b.start);
  let open = [];
  let next = 0;
  const found = [];
  for (let i = 0; i + 1 < cuts.length; i += 1) {
    const before = next;
    while (next < waiting.length && waiting[next].start <= cuts[i]) next += 1;
    open = [...open, ...waiting.slice(before, next)].filter((span) => span.end > cuts[i]);
    found.push({ start: cuts[i], end: cuts[i + 1], spans: open });
  }
  return found;
}

const ROLES = ['subject', 'object', 'cue'];
const ROLE_NAMES = { subject: 'subject', object: 'object', cue: 'relation' };

/** Return the marks of a claim in the offsets of the text it is read from. */
function roleSpans(claim, convert) {
  const span = (role) => ([start, end]) => ({ role, start: convert(start), end: convert(end) });
  const ends = [[claim.subjectSpan, 'subject'], [claim.objectSpan, 'object']];
  return [
    ...ends.filter(([where]) => where).map(([where, role]) => span(role)(where)),
    ...claim.cues.map(span('cue')),
  ];
}

/** Return the nodes of a piece of text: a mark if a role covers it, of which the first of ROLES wins. */
function markedPiece(text, piece) {
  const shown = text.slice(piece.start, piece.end);
  const role = ROLES.find((name) => piece.spans.some((span) => span.role === name));
  if (!role) return [shown];
  const first = piece.spans.some((span) => span.role === role && span.start === piece.start);
  return [first ? spoken(` [${ROLE_NAMES[role]}:] `) : null, el('mark', { class: role }, shown)];
}

const QUOTE_LIMIT = 1200;
const QUOTE_LEAD = 200;

/** Return what to show of a quote: all of it, or of an endless one the part from shortly before its first mark. */
function excerpt(text, start, end, spans) {
  if (end - start <= QUOTE_LIMIT) return [start, end];
  const marked = spans.filter((span) => span.start >= start && span.start < end).map((span) => span.start);
  const from = Math.max(start, Math.min(end, ...marked) - QUOTE_LEAD);
  return [from, Math.min(end, from + QUOTE_LIMIT)].map((at) => (isInsidePair(text, at) ? at + 1 : at));
}

const isInsidePair = (text, at) => /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(at - 1, at + 1));

/** Return the sentence of a claim with subject, relation and object marked. */
function markedQuote(claim) {
  const { text, start, end, convert } = claim.reading();
  const spans = roleSpans(claim, convert);
  const [from, to] = excerpt(text, start, end, spans);
  const parts = pieces(from, to, spans).flatMap((piece) => markedPiece(text, piece));
  return el('blockquote', { dir: 'auto', class: 'quote' }, from > start ? '…' : null, ...parts, to < end ? '…' : null);
}

/** Shorten a text to a number of visible characters. */
function shorten(text, limit) {
  if (text.length <= limit) return text;
  const characters = Array.from(text.slice(0, limit * 4));
  return characters.length <= limit ? text : `${characters.slice(0, limit - 1).join('')}…`;
}
