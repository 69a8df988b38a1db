export type Language = "ko" | "en";

export const LANGUAGES: readonly Language[] = ["ko", "en"];
const STORAGE_KEY = "jindan.language";

let chosen: Language = stored() ?? (navigator.language.startsWith("ko") ? "ko" : "en");
const listeners = new Set<() => void>();

/** The language of the screen and of the server's texts. */
export const language = {
  current: (): Language => chosen,

  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },

  choose(next: Language): void {
    chosen = next;
    localStorage.setItem(STORAGE_KEY, next);
    listeners.forEach((listener) => listener());
  },
};

function stored(): Language | undefined {
  return LANGUAGES.find((known) => known === localStorage.getItem(STORAGE_KEY));
}
