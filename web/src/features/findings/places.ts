import type { Schemas } from "@/api/client";
import type { Finding } from "./finding";

/** Where a finding can be looked at: a slice of a scan, a cell of a table or a line of a document. */
export type Place = NonNullable<Finding["place"]>;
/** A version of a series, risk score or document. */
export type Subject = Schemas["SubjectOut"];

/** Return the address in this app where a place is seen; null where none of the subjects has it. */
export function placeLink(place: Place, subjects: Subject[]): string | null {
  const subject = subjects.find(({ source }) => source === place.source);
  if (!subject) return null;
  const { id, version } = subject;
  switch (place.kind) {
    case "slice":
      return `/series/${id}?version=${version}&at=${place.ras_mm.join(",")}`;
    case "line":
      return `/documents/${id}?number=${version}&page=${place.page}&line=${place.line}`;
    case "cell":
      return `/risk-scores/${id}`;
  }
}
