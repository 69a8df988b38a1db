import { useEffect } from "react";

const CONTENT = "content";

/**
 * Nobody who works by keyboard loses their place. Where the control that has the focus is taken away, the nearest part
 * of the page that is still there has it; where it can only not be used for a moment, it has it again afterwards.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    let way: Element[] = [];
    const note = (event: FocusEvent) => (way = event.composedPath().filter(isElement));
    const forget = () => (way = []); // by hand, the focus may be put nowhere
    const keep = () => {
      if (document.activeElement === document.body) placeOn(way)?.focus({ preventScroll: true });
    };
    const changes = new MutationObserver(keep);
    changes.observe(document.body, { childList: true, subtree: true, attributeFilter: ["disabled"] });
    document.addEventListener("focusin", note);
    document.addEventListener("pointerdown", forget, { capture: true });
    return () => {
      changes.disconnect();
      document.removeEventListener("focusin", note);
      document.removeEventListener("pointerdown", forget, { capture: true });
    };
  }, []);
}

/** Where on the way to what had the focus it goes; nowhere while that is only disabled, or was outside of the content. */
function placeOn(way: Element[]): HTMLElement | null {
  const [lost] = way;
  const place = way.find(({ isConnected }) => isConnected);
  if (!(place instanceof HTMLElement) || !document.getElementById(CONTENT)?.contains(place)) return null;
  if (place === lost) return place.matches(":disabled") ? null : place;
  if (!place.hasAttribute("tabindex")) place.tabIndex = -1;
  return place;
}

function isElement(target: EventTarget): target is Element {
  return target instanceof Element;
}
