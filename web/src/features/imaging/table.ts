import { volumeOf } from "@/features/findings/finding";
import type { Marks } from "@/features/findings/queries";
import { lineOf } from "@/ui/notes";
import type { Words } from "@/words";
import { isMeasured, notesOf } from "./measuring";
import type { Segment, Segmentation } from "./queries";

const BYTE_ORDER_MARK = "\uFEFF"; // or Excel reads Hangul in the wrong encoding

/** Return every quantity as comma-separated values, with codes, confidence and marks; for a withheld organ why. */
export function csvOf(
  { segments }: Segmentation,
  { marks, words: { t } }: { marks: Marks; words: Words },
): string {
  const heading = [
    t("organ"),
    t("quantity"),
    t("finding-system"),
    t("finding-code"),
    t("comparator"),
    t("value"),
    t("unit"),
    t("confidence"),
    t("withheld"),
    t("mark"),
  ];
  const markOf = (id: string) => {
    const mark = marks.get(id);
    return mark ? t(`mark-${mark}`) : "";
  };
  const rows = segments.flatMap((segment) =>
    isMeasured(segment) ? quantitiesOf(segment, markOf) : [withheldRow(segment, markOf)],
  );
  return BYTE_ORDER_MARK + [heading, ...rows].map((row) => row.map(cell).join(",")).join("\r\n");
}

/** The digits are those of every output, without thousands separators. */
function quantitiesOf({ text, findings }: Segment, markOf: (id: string) => string): string[][] {
  return findings.flatMap(({ id, code, value, confidence }) => {
    if (value?.kind !== "quantity") return [];
    const digits = value.value.toFixed(value.decimals);
    const coded = [code.name, code.system ?? "", code.code ?? ""];
    return [[text, ...coded, value.comparator, digits, value.unit, String(confidence ?? ""), "", markOf(id)]];
  });
}

function withheldRow(segment: Segment, markOf: (id: string) => string): string[] {
  const volume = volumeOf(segment);
  const mark = volume ? markOf(volume.id) : "";
  const confidence = String(volume?.confidence ?? "");
  return [segment.text, "", "", "", "", "", "", confidence, lineOf(notesOf(segment)), mark];
}

/** A cell; one that a spreadsheet would take for a formula is marked as text. */
function cell(text: string): string {
  const written = /^[=+\-@\t]/.test(text) && !Number.isFinite(Number(text)) ? `'${text}` : text;
  return `"${written.replaceAll('"', '""')}"`;
}
