import type { Language } from "@/api/language";

/** Where the PDF of a version is. */
export function pdfOf(report: string, number: number, language: Language): string {
  return `/reports/${report}/pdf?language=${language}&number=${number}`;
}
