// The keyboard: everywhere, and on the map.

const DIRECTIONS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

const isTyping = (target) => target.matches?.('input:not([type=checkbox]):not([type=range]), textarea, select');

/** Keys that work wherever the focus is, but for text fields and the open document. */
function pageKeys(actions) {
  const keys = {
    '/': () => byId('search').focus(),
    m: () => actions.change({ view: 'map' }),
    t: () => actions.change({ view: 'table' }),
    c: () => actions.change({ view: 'cards' }),
    u: () => actions.undo(),
    r: () => actions.redo(),
    '?': () => byId('help').showModal(),
    Escape: () => actions.choose(null),
  };
  document.addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z' && !isTyping(event.target)) {
      event.preventDefault();
      return event.shiftKey ? actions.redo() : actions.undo();
    }
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target) && !document.querySelector('dialog[open]');
    if (!plain || !(event.key in keys)) return undefined;
    event.preventDefault();
    return keys[event.key]();
  });
}

/** Keys on the map: arrows walk from entity to entity, plus and minus zoom, 0 shows all, Enter goes to the card. */
function mapKeys(map, actions, current) {
  const keys = {
    '+': () => map.zoom(1.3), '=': () => map.zoom(1.3), '-': () => map.zoom(1 / 1.3), 0: () => map.fit(),
    Enter: () => byId('panel').focus(),
  };
  byId('canvas').addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const direction = DIRECTIONS[event.key];
    if (!direction && !(event.key in keys)) return;
    event.preventDefault();
    if (!direction) return void keys[event.key]();
    const next = map.towards(direction, current());
    if (next) actions.choose([next]);
  });
}
