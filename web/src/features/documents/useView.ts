import { useSearchParams } from "react-router";
import { type Spot, spotOf } from "./places";
import type { Reading } from "./queries";

export type Tab = "fields" | "text" | "versions";

const TABS: Tab[] = ["fields", "text", "versions"];

/** What of a document is looked at, as the address says it: page, part, and what a search or report led to. */
export function useView(reading: Reading) {
  const [search, setSearch] = useSearchParams();
  const found: Spot | null = spotOf(search, reading);
  const asked = Number(search.get("page")) || found?.page || 1;
  const page = reading.pages.find(({ number }) => number === asked) ?? reading.pages[0];
  const set = (name: string, value: string) =>
    setSearch(
      (before) => {
        before.set(name, value);
        return before;
      },
      { replace: true },
    );
  return {
    found,
    page,
    tab: TABS.find((tab) => tab === search.get("view")) ?? (reading.fields.length ? "fields" : "text"),
    turn: (number: number) => set("page", String(number)),
    show: (tab: string | null) => set("view", tab ?? ""),
  };
}
