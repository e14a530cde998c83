// What the page says of itself: how much is in view, why nothing is, and what the symbols mean.

function showSummary(graph, view, state) {
  const all = view.claims.length === graph.claims.length;
  const claims = all ? plural(graph.claims.length, 'claim', 'claims') : `${view.claims.length.toLocaleString('en')} of ${plural(graph.claims.length, 'claim', 'claims')}`;
  byId('summary').textContent = `${plural(view.entities.size, 'entity', 'entities')} · ${claims} · ${plural(graph.documents.length, 'document', 'documents')}`;
  if (graph.whole) byId('summary').textContent += ` · ${partText(graph)}`;
  byId('limited').hidden = !(view.grouped && !state.grouped) && !view.cut && !graph.trouble;
  byId('limited').textContent = graph.trouble ?? limitedText(view);
}

/** Say of what the page holds a part. */
const partText = ({ whole }) => `part of a graph of ${plural(whole.entities, 'entity', 'entities')}`;

function limitedText(view) {
  if (view.cut) return `The map draws the ${view.drawn.size.toLocaleString('en')} best connected of ${(view.drawn.size + view.cut).toLocaleString('en')} entities; search or filter to reach the others.`;
  return `${plural(view.entities.size, 'entity', 'entities')} in ${plural(view.groups.size, 'community', 'communities')}: open one, search or filter to see what is in it.`;
}

/** Say why nothing is drawn, and what to do. */
function showEmpty(graph, view) {
  const [message, cure] = emptyMessage(graph, view);
  byId('empty').hidden = message === null;
  byId('empty-message').textContent = message ?? '';
  byId('empty-cure').hidden = !cure;
}

function emptyMessage(graph, view) {
  if (graph.entities.length === 0) return ['This graph is empty: no entity was found in its documents.', false];
  if (view.drawn.size + view.groups.size === 0) return ['Nothing passes the filters.', true];
  if (graph.claims.length === 0) return [`No connections: the documents mention ${plural(graph.entities.length, 'entity', 'entities')}, but no claim about them was found.`, false];
  return [null, false];
}

function showLegend(graph, values) {
  const types = values.type.slice(0, 12).map(([type]) => el('li', {}, symbol(graph.entities.find((entity) => entity.type === type), 12), free(type)));
  const lines = [['asserted', 'asserted'], ['possible', 'not asserted']].map(([status, text]) => el('li', {}, el('span', { class: `stroke ${status}`, 'aria-hidden': 'true' }), text));
  byId('legend').replaceChildren(...types, ...lines, el('li', {}, el('span', { class: 'disc', 'aria-hidden': 'true' }), 'community'));
}
