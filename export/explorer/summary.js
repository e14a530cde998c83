// What the page says of itself: how much is in view, why nothing is, and what the symbols mean.

function showSummary(graph, view, state) {
  const all = view.claims.length === graph.claims.length;
  const claims = all ? plural(graph.claims.length, 'claim', 'claims') : `${written(view.claims.length)} of ${plural(graph.claims.length, 'claim', 'claims')}`;
  const entities = graph.whole ? `${written(view.entities.size)} of ${plural(graph.whole.entities, 'entity', 'entities')}` : plural(view.entities.size, 'entity', 'entities');
  byId('summary').textContent = `${entities} · ${claims} · ${plural(graph.documents.length, 'document', 'documents')}`;
  const text = graph.trouble ?? limitedText(graph, view, state);
  byId('limited').hidden = text === null;
  byId('limited').textContent = text;
}

/** Say what the map does not show; null where it shows all that passes the filters. */
function limitedText(graph, view, state) {
  if (view.cut) return `The map draws the ${written(view.drawn.size)} best connected of ${written(view.drawn.size + view.cut)} entities; search or filter to reach the others.`;
  if (!graph.claims.length && graph.entities.length && view.drawn.size) return `No claim was found: the documents only mention ${graph.entities.length === 1 ? 'this entity' : 'these entities'}.`;
  if (!view.grouped || state.grouped) return null;
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
  return [null, false];
}

function showLegend(graph, values) {
  const types = values.type.slice(0, 12).map(([type]) => el('li', {}, symbol(graph.entities.find((entity) => entity.type === type), 12), free(type)));
  const lines = [['asserted', 'asserted'], ['possible', 'not asserted']].map(([status, text]) => el('li', {}, el('span', { class: `stroke ${status}`, 'aria-hidden': 'true' }), text));
  byId('legend').replaceChildren(...types, ...lines, el('li', {}, el('span', { class: 'disc', 'aria-hidden': 'true' }), 'community'));
}
