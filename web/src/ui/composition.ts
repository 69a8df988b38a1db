import type { KeyboardEvent } from "react";

/** For a form: while a Hangul syllable is being composed, Enter ends the syllable and submits nothing. */
export function onlyWhenComposed(event: KeyboardEvent): void {
  if (event.nativeEvent.isComposing) event.preventDefault();
}
