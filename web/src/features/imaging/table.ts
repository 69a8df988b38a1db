import type { Words } from "@/words";
import type { Segmentation } from "./queries";

const BYTE_ORDER_MARK = "\uFEFF"; // or Excel reads Hangul in the wrong encoding

/** Every measurement as comma-separated values, with its unit and how sure the organ is. */
export function csvOf({ segments }: Segmentation, { t }: Words): string {
  const heading = [
    t("organ"),
    t("quantity"),
    t("comparator"),
    t("value"),
    t("unit"),
    t("confidence"),
    t("withheld"),
  ];
  const rows = segments.flatMap(({ text, confidence, measurements, remarks }) =>
    measurements.length
      ? measurements.map((m) => [text, m.quantity, m.comparator, m.value, m.unit, confidence, ""])
      : [[text, "", "", "", "", confidence, remarks.join(" ")]],
  );
  return BYTE_ORDER_MARK + [heading, ...rows].map((row) => row.map(cell).join(",")).join("\r\n");
}

/** A cell; one that a spreadsheet would take for a formula is marked as text. */
function cell(value: string | number): string {
  const text = typeof value === "string" && /^[=+\-@\t]/.test(value) ? `'${value}` : String(value);
  return `"${text.replaceAll('"', '""')}"`;
}
