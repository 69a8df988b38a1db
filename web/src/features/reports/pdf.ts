import type { Language } from "@/api/language";

/** Return the path of the PDF of a version, to be looked at. */
export function pdfOf(report: string, number: number, language: Language): string {
  return `/reports/${report}/pdf?language=${language}&number=${number}`;
}

/** Return the path of the PDF of a version, to be saved as a file: the audit tells the two apart. */
export function pdfToSave(report: string, number: number, language: Language): string {
  return `${pdfOf(report, number, language)}&save=true`;
}
