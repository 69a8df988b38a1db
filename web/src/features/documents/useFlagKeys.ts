import { useEffect, useEffectEvent } from "react";

/** Move between flagged values by Alt with the arrow keys, except while a Hangul syllable is composed. */
export function useFlagKeys(onStep: (step: 1 | -1) => void): void {
  const step = useEffectEvent(onStep);
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (!event.altKey || event.isComposing || event.ctrlKey || event.metaKey) return;
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      event.preventDefault();
      step(event.key === "ArrowDown" ? 1 : -1);
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, []);
}
