import { useSearchParams } from "react-router";
import { type Spot, spotOf } from "./places";
import type { Reading } from "./queries";

export type Tab = "fields" | "text" | "versions";

const TABS: Tab[] = ["fields", "text", "versions"];

/** What of a document is looked at, as the address says it: page, part, and what a search or report led to. */
export function useView(reading: Reading) {
  const [search, setSearch] = useSearchParams();
  const spot: Spot | null = spotOf(search, reading);
  const asked = Number(search.get("page")) || 1;
  const page = reading.pages.find(({ number }) => number === asked) ?? reading.pages[0];
  const set = (name: string, value: string, ...gone: string[]) =>
    setSearch(
      (before) => {
        before.set(name, value);
        for (const other of gone) before.delete(other);
        return before;
      },
      { replace: true },
    );
  return {
    spot,
    page,
    tab: TABS.find((tab) => tab === search.get("view")) ?? (reading.fields.length ? "fields" : "text"),
    turn: (number: number) => set("page", String(number), "at", "line"), // both are of the page that is left
    show: (tab: string | null) => set("view", tab ?? ""),
  };
}
