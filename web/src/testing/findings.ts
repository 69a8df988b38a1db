import type { Finding } from "@/features/findings/finding";
import type { Content } from "@/features/findings/queries";

/** For tests: a reported volume of the liver, changed. No patient is real. */
export function finding(id: string, change: Partial<Finding> = {}): Finding {
  return {
    id,
    focus: { kind: "structure", name: "liver", system: null, code: null, text: "liver" },
    code: concept("volume"),
    value: quantity(1322.2),
    at: null,
    place: null,
    status: "reported",
    reason: null,
    notes: [],
    confidence: 0.93,
    interpretation: null,
    reference: "",
    derived_from: [],
    made_by: null,
    text: id,
    ...change,
  };
}

/** A concept whose words are its name. */
export function concept(name: string, text = name): Finding["code"] {
  return { name, system: "http://snomed.info/sct", code: "118565006", text };
}

/** A quantity with the digits that the server would print. */
export function quantity(value: number, unit = "mL", comparator: "" | ">=" = ""): Finding["value"] {
  const digits = value.toLocaleString("en-GB", { minimumFractionDigits: 1 });
  const text = `${comparator && "≥ "}${digits} ${unit}`;
  return { kind: "quantity", value, decimals: 1, unit, comparator, text };
}

/** A probability with its interval, in per cent as the server would print it. */
export function probability(value: number, [low, high]: [number, number] | [] = []): Finding["value"] {
  const percent = (share: number | undefined) =>
    share === undefined ? null : `${(100 * share).toFixed(1)}%`;
  return {
    kind: "probability",
    value,
    low: low ?? null,
    high: high ?? null,
    level: 0.95,
    text: percent(value) ?? "",
    low_text: percent(low),
    high_text: percent(high),
  };
}

/** A withheld finding, with its reason. */
export function withheld(id: string, reason: string, change: Partial<Finding> = {}): Finding {
  const status = { value: null, status: "withheld", reason: note(reason) } as const;
  return finding(id, { ...status, ...change });
}

/** A note whose words are given. */
export function note(text: string): Finding["notes"][number] {
  return { code: "note", values: {}, text };
}

/** A place in a scan. */
export function slice(source: string, ras_mm: [number, number, number]): Finding["place"] {
  return { kind: "slice", source, slice: 31, voxel: [0, 0, 30], ras_mm };
}

/** The content of a report with some findings, one sentence for each. */
export function contentOf(evidence: Content["evidence"], change: Partial<Content> = {}): Content {
  return {
    report: "r1",
    number: 1,
    state: "preliminary",
    title: "Report",
    reviews: 0,
    statements: evidence.map(({ id, text, mark }) => ({ id, text, findings: [id], mark, review: null })),
    rows: [],
    pictures: [],
    bars: [],
    evidence,
    addenda: [],
    ...change,
  };
}
