// From where the map is seen: what is in its middle, how near, and what of it fills the sheet.

const NEAREST = 0.94; // where all is shown
const RIM = 26; // the largest symbol, and so room for a label
const READABLE_SHARE = 0.65;

class Camera {
  constructor({ x, y }, scale, { clientWidth: wide, clientHeight: high }) {
    Object.assign(this, { x, y, scale, wide, high });
  }

  /** Return where a point of the map is on the sheet. */
  onSheet({ x, y }) {
    return { x: (x - this.x) * this.scale + this.wide / 2, y: (y - this.y) * this.scale + this.high / 2 };
  }

  /** Tell whether a point of the map is on the sheet, and not at its rim. */
  sees(point) {
    const { x, y } = this.onSheet(point);
    return x > 50 && y > 30 && x < this.wide - 50 && y < this.high - 40;
  }
}

/** Return the camera that shows some parts of a view as large as they fit; null where nothing can be seen. */
function cameraOn(view, parts, sheet) {
  if (!parts.length || !sheet.clientWidth || !sheet.clientHeight) return null;
  const [across, down] = ['x', 'y'].map((axis) => extentOf(view, parts, axis));
  const fit = 0.86 * Math.min(sheet.clientWidth / (across.to - across.from), sheet.clientHeight / (down.to - down.from));
  return new Camera({ x: (across.from + across.to) / 2, y: (down.from + down.to) / 2 }, Math.min(NEAREST, fit), sheet);
}

function extentOf(view, parts, axis) {
  const extent = { from: Infinity, to: -Infinity };
  for (const part of parts) {
    const [place, reach] = [placeOf(view, part)[axis], view.groups.has(part) ? discRadius(part, view.groups.get(part)) : RIM];
    extent.from = Math.min(extent.from, place - reach);
    extent.to = Math.max(extent.to, place + reach);
  }
  return extent;
}

const partsOf = (view) => [...view.groups.keys(), ...view.drawn];

/** Return the camera at first: on all parts, or on the main one where the others would make it much smaller. */
function firstCamera(view, { ego, path }, sheet) {
  const all = cameraOn(view, partsOf(view), sheet);
  if (!all || ego || path || view.grouped) return all;
  const main = cameraOn(view, [...mainPart(view)], sheet);
  return all.scale > main.scale * READABLE_SHARE ? all : main;
}
