import type { ModelCard } from "./queries";
import type { TableHead } from "./reading";

/** How far the tables cover a panel. */
export interface PanelMatch {
  panel: string;
  found: number;
  expected: number;
  isEnough: boolean;
  /** The first features that no table has. */
  absent: string[];
}

const UNIT = /\s*[([][^)\]]*[)\]]\s*$/;
const SPECIMEN =
  /^(?:sample|samples|specimen|patient|id|rowid|barcode|subject|sampleid|specimenid|patientid|subjectid|검체|검체번호|환자|환자번호|시료|시료명)$/;
const NAMED_AT_MOST = 4;

/** Return how far the tables cover each panel of a model. The server's own check decides later. */
export function panelsIn({ model, panels }: ModelCard, tables: TableHead[]): PanelMatch[] {
  const names = new Set(tables.flatMap((table) => namesOf(table)).map(plain));
  return model.panels.map(({ name, text, min_coverage }) => {
    const features = panels.find((panel) => panel.name === name)?.features ?? [];
    const absent = features.filter(({ keys }) => !keys.some((key) => names.has(plain(key))));
    const found = features.length - absent.length;
    return {
      panel: text,
      found,
      expected: features.length,
      isEnough: features.length > 0 && found / features.length >= min_coverage,
      absent: absent.slice(0, NAMED_AT_MOST).map((feature) => feature.text),
    };
  });
}

/** The names of the specimens of a table with features in its columns; none where it has no such column. */
export function specimensOf({ header, rows }: TableHead): string[] {
  const column = header?.findIndex((name) => SPECIMEN.test(plain(name))) ?? -1;
  return column < 0 ? [] : rows.map((row) => row[column] ?? "").filter(Boolean);
}

/** What may be names of features: the headings, and the first column of a table that is turned round. */
function namesOf({ header, rows }: TableHead): string[] {
  return [...(header ?? []), ...rows.map(([first]) => first ?? "")];
}

/** A name as it is compared: letters and digits in small letters, without the unit. */
function plain(name: string): string {
  return name
    .normalize("NFKC")
    .replace(UNIT, "")
    .replace(/[\s_.\-/|]/g, "")
    .toLowerCase();
}
