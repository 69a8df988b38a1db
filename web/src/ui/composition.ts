import type { KeyboardEvent } from "react";

const COMPOSING = 229;

/** For a form: while a Hangul syllable is being composed, Enter ends the syllable and submits nothing. */
export function onlyWhenComposed(event: KeyboardEvent): void {
  const { nativeEvent } = event;
  const isComposing = nativeEvent.isComposing || nativeEvent.keyCode === COMPOSING;
  if (event.key === "Enter" && isComposing) event.preventDefault();
}
