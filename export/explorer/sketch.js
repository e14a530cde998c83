// The first picture: the map as it will stand, painted before the library is there that makes it answer.

class Sketch {
  /** Paint a view; it stays until `fade`. */
  constructor(view, state, theme, root) {
    const camera = firstCamera(view, state, root);
    if (!camera) return;
    const items = new Items(view, state, theme, lensAt(camera.scale));
    const ratio = window.devicePixelRatio || 1;
    this.canvas = el('canvas', { id: 'sketch', width: Math.round(camera.wide * ratio), height: Math.round(camera.high * ratio), 'aria-hidden': 'true' });
    const context = this.canvas.getContext('2d');
    context.scale(ratio, ratio);
    for (const outline of outlinesOf(items, camera)) trace(context, outline);
    context.globalAlpha = 1;
    context.setLineDash([]);
    new Lettering({ view, state, items }, camera, null, theme).paint(context);
    root.after(this.canvas);
  }

  fade() {
    this.canvas?.remove();
  }
}

/** Paint an outline. */
function trace(context, { points, closed, circle, fill, line, width, dashes, opacity }) {
  context.beginPath();
  if (circle) context.arc(...circle, 0, 2 * Math.PI);
  else points.forEach(([x, y], at) => (at ? context.lineTo(x, y) : context.moveTo(x, y)));
  if (closed) context.closePath();
  context.globalAlpha = opacity;
  if (fill) {
    context.fillStyle = fill;
    context.fill();
  }
  if (!line) return;
  context.strokeStyle = line;
  context.lineWidth = width;
  context.setLineDash(dashes ?? []);
  context.stroke();
}
