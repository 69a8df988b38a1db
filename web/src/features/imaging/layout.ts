import { type Tile, TILES } from "./viewing";

/** Height in pixels of the bar under each tile; the style sheet has the same. */
export const BAR_PX = 36;

const COLUMNS = 2;

/** Left, top, width and height as shares of the canvas. */
export type Share = [number, number, number, number];

/** Where each tile is drawn on a canvas of this height, two by two, each above its bar. */
export function sharesOf(height: number): { tile: Tile; share: Share }[] {
  const row = 1 / (TILES.length / COLUMNS);
  const drawn = row - BAR_PX / Math.max(height, 4 * BAR_PX);
  return TILES.map((tile, at) => ({
    tile,
    share: [(at % COLUMNS) / COLUMNS, Math.floor(at / COLUMNS) * row, 1 / COLUMNS, drawn],
  }));
}

/** One tile on the whole canvas, above its bar. */
export function alone(tile: Tile, height: number): { tile: Tile; share: Share } {
  return { tile, share: [0, 0, 1, 1 - BAR_PX / Math.max(height, 2 * BAR_PX)] };
}

/** The tile at a place of the canvas that is given as shares of its width and height. */
export function tileAt(across: number, down: number): Tile {
  const row = Math.floor(down * (TILES.length / COLUMNS));
  return TILES[row * COLUMNS + Math.floor(across * COLUMNS)] ?? TILES[0];
}
