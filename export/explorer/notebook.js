// In a notebook: put each view that waits into a frame, from its data and what all views share.
(async () => {
  const shells = (globalThis.evigraphShells ??= {});
  for (const script of document.querySelectorAll('script.evigraph-shell')) shells[script.dataset.key] ??= script.textContent;

  async function unpack(text) {
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'))).text();
  }

  async function show(view) {
    const shell = shells[view.dataset.key];
    if (!shell) {
      view.querySelector('p').textContent = `${view.dataset.name} – run the cell that showed the first graph again, it holds what all views share.`;
      return;
    }
    view.dataset.shown = 'true';
    const [head, tail] = (await unpack(shell)).split('<template id="data-from"></template>');
    const frame = document.createElement('iframe');
    frame.setAttribute('sandbox', 'allow-scripts allow-downloads');
    frame.title = view.dataset.name;
    Object.assign(frame.style, { width: '100%', height: `${view.dataset.height}px`, border: '0' });
    frame.srcdoc = head + view.querySelector('template').innerHTML + tail;
    view.querySelector('p').replaceWith(frame);
  }

  for (const view of document.querySelectorAll('.evigraph-view:not([data-shown])')) await show(view);
})();
