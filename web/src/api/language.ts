export type Language = "ko" | "en";

export const LANGUAGES: readonly Language[] = ["ko", "en"];
const KEPT = "jindan.language";

let chosen: Language = kept() ?? (navigator.language.startsWith("ko") ? "ko" : "en");
const listeners = new Set<() => void>();

/** The language of the screen and of what the server says to it. */
export const language = {
  current: (): Language => chosen,

  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },

  choose(next: Language): void {
    chosen = next;
    localStorage.setItem(KEPT, next);
    listeners.forEach((listener) => listener());
  },
};

function kept(): Language | undefined {
  return LANGUAGES.find((each) => each === localStorage.getItem(KEPT));
}
