/**
 * The lines between the two columns of the head view.
 *
 * @typedef {{from: number, to: number, weight: number, color: string}} Curve from and to: rows on the canvas
 * @typedef {{width: number, row: number}} Room in CSS pixels; row: the height of a row
 */

/** Smaller weights have no line. */
export const VISIBLE = 0.015;

/**
 * Faint lines of all tokens.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {Room} room
 * @param {Iterable<Curve>} curves
 * @param {number} strength in [0, 1]
 */
export function drawFaint(context, room, curves, strength) {
  context.lineWidth = 1;
  for (const curve of curves) {
    if (curve.weight >= VISIBLE) {
      draw(context, room, curve, curve.weight * strength);
    }
  }
}

/**
 * The lines of one token.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {Room} room
 * @param {Iterable<Curve>} curves
 */
export function drawStrong(context, room, curves) {
  for (const curve of curves) {
    if (curve.weight >= VISIBLE) {
      context.lineWidth = 1 + 2.4 * curve.weight;
      draw(context, room, curve, 0.12 + 1.3 * curve.weight);
    }
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Room} room
 * @param {Curve} curve
 * @param {number} alpha
 */
function draw(context, { width, row }, { from, to, color }, alpha) {
  const [top, bottom] = [(from + 0.5) * row, (to + 0.5) * row];
  context.globalAlpha = Math.min(1, alpha);
  context.strokeStyle = color;
  context.beginPath();
  context.moveTo(2, top);
  context.bezierCurveTo(width * 0.45, top, width * 0.55, bottom, width - 2, bottom);
  context.stroke();
}
