import { useEffect } from "react";

const CONTENT = "content";

/**
 * Keep the place of keyboard users. When the focused control is removed, the focus moves to its nearest ancestor. When
 * the control is only disabled for a moment, it gets the focus back.
 */
export function useRestoredFocus(): void {
  useEffect(() => {
    let way: Element[] = [];
    const note = (event: FocusEvent) => {
      if (event.target !== placeOn(way)) way = event.composedPath().filter(isElement); // else it only waits there
    };
    const forget = () => (way = []); // by hand, the focus may be put nowhere
    const keep = () => {
      const [lost, at] = [way[0], document.activeElement];
      const isBack = lost !== at && way.includes(at ?? document.body) && lost && isUsable(lost);
      if (at === document.body || isBack) placeOn(way)?.focus({ preventScroll: true });
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

/** Return the nearest usable element on the path to the control that had the focus, within the content only. */
function placeOn(way: Element[]): HTMLElement | null {
  const place = way.find(isUsable);
  if (!(place instanceof HTMLElement) || !document.getElementById(CONTENT)?.contains(place)) return null;
  if (place !== way[0] && !place.hasAttribute("tabindex")) place.tabIndex = -1;
  return place;
}

function isUsable(place: Element): boolean {
  return place.isConnected && !place.matches(":disabled");
}

function isElement(target: EventTarget): target is Element {
  return target instanceof Element;
}
