// Moving over the map: the drawing is shifted as it is, and drawn anew when the hand rests or has gone far.

const REST_MS = 120;
const FAR = 0.4; // of the width of the map

class Panning {
  constructor(root, network) {
    Object.assign(this, { root, network, pointers: new Set(), from: null });
    root.addEventListener('pointerdown', (event) => this.down(event));
    addEventListener('pointermove', (event) => this.move(event));
    for (const type of ['pointerup', 'pointercancel']) addEventListener(type, (event) => this.up(event));
  }

  get drawing() {
    return this.root.querySelector('canvas');
  }

  /** A hand on a node moves the node, and two fingers zoom; vis-network does both. */
  down(event) {
    this.pointers.add(event.pointerId);
    const { left, top } = this.root.getBoundingClientRect();
    const free = this.pointers.size === 1 && event.button === 0 && this.network.getNodeAt({ x: event.clientX - left, y: event.clientY - top }) === undefined;
    this.from = free ? { x: event.clientX, y: event.clientY } : null;
  }

  move(event) {
    if (!this.from) return;
    const [dx, dy] = [event.clientX - this.from.x, event.clientY - this.from.y];
    this.drawing.style.transform = `translate(${dx}px, ${dy}px)`;
    this.shift = [dx, dy];
    clearTimeout(this.rest);
    if (Math.hypot(dx, dy) > this.root.clientWidth * FAR) this.settle();
    else this.rest = setTimeout(() => this.settle(), REST_MS);
  }

  up(event) {
    this.pointers.delete(event.pointerId);
    if (this.from) this.settle();
    this.from = null;
  }

  /** Draw what has come into sight. */
  settle() {
    clearTimeout(this.rest);
    if (!this.shift) return;
    const [dx, dy] = this.shift;
    const { x, y } = this.network.getViewPosition();
    const scale = this.network.getScale();
    this.network.moveTo({ position: { x: x - dx / scale, y: y - dy / scale } });
    this.drawing.style.transform = '';
    this.network.redraw();
    if (this.from) this.from = { x: this.from.x + dx, y: this.from.y + dy };
    this.shift = null;
  }
}
