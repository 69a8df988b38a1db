import { useCallback, useEffect, useSyncExternalStore } from "react";

export const IDLE_MINUTES = 10;
const SEEN = "jindan.seen";
const LOCKED = "jindan.locked";
const LOOK_MS = 5_000;
const SIGNS = ["pointerdown", "keydown", "wheel", "touchstart"] as const;
const CHANGED = "jindan-lock";

/**
 * Whether the screen is locked, because nobody used the app in any tab for `IDLE_MINUTES`. It stays locked over a
 * reload until the password is entered.
 */
export function useIdleLock(): [isLocked: boolean, unlock: () => void] {
  const isLocked = useSyncExternalStore(subscribe, () => localStorage.getItem(LOCKED) !== null);
  useEffect(() => (isLocked ? undefined : watch()), [isLocked]);
  const unlock = useCallback(() => setLocked(false), []);
  return [isLocked, unlock];
}

/** Forget the lock, at a sign-in or sign-out. */
export function setLocked(isLocked: boolean): void {
  if (isLocked) localStorage.setItem(LOCKED, "");
  else {
    localStorage.removeItem(LOCKED);
    localStorage.setItem(SEEN, String(Date.now()));
  }
  window.dispatchEvent(new Event(CHANGED));
}

function watch(): () => void {
  const seen = () => localStorage.setItem(SEEN, String(Date.now()));
  const look = () => {
    const last = Number(localStorage.getItem(SEEN) ?? Date.now());
    if (Date.now() - last > IDLE_MINUTES * 60_000) setLocked(true);
  };
  look();
  if (localStorage.getItem(LOCKED) === null) seen();
  SIGNS.forEach((sign) => window.addEventListener(sign, seen, { passive: true }));
  const timer = setInterval(look, LOOK_MS);
  return () => {
    SIGNS.forEach((sign) => window.removeEventListener(sign, seen));
    clearInterval(timer);
  };
}

function subscribe(listener: () => void): () => void {
  window.addEventListener(CHANGED, listener);
  window.addEventListener("storage", listener);
  return () => {
    window.removeEventListener(CHANGED, listener);
    window.removeEventListener("storage", listener);
  };
}
