import { expect, test } from "vitest";
import { BAR_PX, sharesOf, tileAt } from "./layout";
import { TILES } from "./viewing";

test("the tiles have the same size, and each leaves room for its bar", () => {
  const shares = sharesOf(720).map(({ share }) => share);
  expect(new Set(shares.map(([, , width, height]) => `${width} ${height}`)).size).toBe(1);
  expect(shares.map(([, top, , height]) => 720 * (top + height) + BAR_PX)).toEqual([360, 360, 720, 720]);
});

test("a place leads to the tile that is drawn there", () => {
  const middles = sharesOf(720).map(({ share: [left, top, width, height] }) =>
    tileAt(left + width / 2, top + height / 2),
  );
  expect(middles).toEqual(TILES);
  expect(tileAt(1, 1)).toBe(TILES[0]); // the very edge belongs to none
});
