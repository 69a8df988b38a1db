import { expect, test } from "vitest";
import { concept, finding, probability, quantity, withheld } from "@/testing/findings";
import { findingOf, numberOf, valueText, volumeOf } from "./finding";

test("a value is printed as the server rounded it, and a withheld one as a dash", () => {
  expect(valueText(finding("a", { value: quantity(172.7, "mL", ">=") }))).toBe("≥ 172.7 mL");
  expect(valueText(withheld("a", "Too uncertain."))).toBe("–");
  expect(valueText(undefined)).toBe("–");
});

test("a finding is named by its code, never by its id", () => {
  const mean = finding("liver/volume", { code: concept("attenuation-mean") });
  const volume = finding("liver/mean");
  expect(findingOf([mean, volume], "attenuation-mean")).toBe(mean);
  expect(volumeOf({ findings: [mean, volume] })).toBe(volume);
  expect(volumeOf({ findings: [mean] })).toBeUndefined();
});

test("quantities and probabilities have a number, words and what is withheld have none", () => {
  expect(numberOf(finding("a", { value: quantity(2.5) }))).toBe(2.5);
  expect(numberOf(finding("a", { value: probability(0.62) }))).toBe(0.62);
  expect(numberOf(finding("a", { value: { kind: "text", text: "F" } }))).toBeUndefined();
  expect(numberOf(withheld("a", "Too uncertain."))).toBeUndefined();
});
