import type { KeyboardEvent } from "react";

/** Keep Enter from submitting a form while a Hangul syllable is composed, as it only ends the syllable. */
export function onlyWhenComposed(event: KeyboardEvent): void {
  if (event.nativeEvent.isComposing) event.preventDefault();
}
