import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";
import { createContext, type ReactNode, use, useEffect, useMemo, useSyncExternalStore } from "react";
import { type Language, language } from "@/api/language";

const SOURCES = import.meta.glob<string>("./*/*.ftl", { eager: true, query: "?raw", import: "default" });
const LOCALES: Record<Language, string> = { ko: "ko-KR", en: "en-GB" };

export interface Words {
  language: Language;
  /** The words of a message of the catalogue, filled in. */
  t: (key: string, values?: Record<string, FluentVariable>) => string;
  /** Whether the catalogue has the message. */
  has: (key: string) => boolean;
  number: (value: number, decimals?: number) => string;
  moment: (iso: string) => string;
  day: (iso: string) => string;
}

/** The catalogue in one language. */
export function wordsIn(chosen: Language): Words {
  const bundle = bundleOf(chosen);
  const locale = LOCALES[chosen];
  const t: Words["t"] = (key, values) => {
    const pattern = bundle.getMessage(key)?.value;
    if (!pattern) throw new Error(`The catalogue has no message ${key} in ${chosen}`);
    return bundle.formatPattern(pattern, values);
  };
  const date = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, options);
    return (iso: string) => format.format(new Date(iso));
  };
  return {
    language: chosen,
    t,
    has: (key) => bundle.hasMessage(key),
    number: (value, decimals = 0) =>
      value.toLocaleString(locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }),
    moment: date({ dateStyle: "medium", timeStyle: "short" }),
    day: date({ dateStyle: "medium" }),
  };
}

function bundleOf(chosen: Language): FluentBundle {
  const bundle = new FluentBundle(LOCALES[chosen], { useIsolating: false });
  Object.entries(SOURCES)
    .filter(([path]) => path.startsWith(`./${chosen}/`))
    .forEach(([, source]) => bundle.addResource(new FluentResource(source)));
  return bundle;
}

const Context = createContext<Words | null>(null);

export function WordsProvider({ children }: { children: ReactNode }) {
  const chosen = useSyncExternalStore((listener) => language.subscribe(listener), language.current);
  const words = useMemo(() => wordsIn(chosen), [chosen]);
  useEffect(() => {
    document.documentElement.lang = chosen;
  }, [chosen]);
  return <Context value={words}>{children}</Context>;
}

/** The words of the chosen language. */
export function useWords(): Words {
  const words = use(Context);
  if (!words) throw new Error("There are no words outside a WordsProvider");
  return words;
}
