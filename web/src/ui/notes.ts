import type { components } from "@/api/schema";

/** A code with its values, and its words in the reader's language. */
export type Note = components["schemas"]["NoteOut"];

/** Return the texts of notes in one line. */
export function lineOf(notes: Note[]): string {
  return notes.map(({ text }) => text).join(" ");
}
