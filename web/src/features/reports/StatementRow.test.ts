import { expect, test } from "vitest";
import { organOf } from "./StatementRow";

test.each(["liver-slice", "liver-mean-hu", "liver-volume", "liver-row"])("%s leads to the liver", (id) => {
  expect(organOf({ id, kind: "slice", target: "", text: "" })).toBe("liver");
});
