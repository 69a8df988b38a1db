import { SegmentedControl, Text } from "@mantine/core";
import { useSearchParams } from "react-router";
import { useMay } from "@/api/me";
import { Empty } from "@/ui/Empty";
import { LinkButton } from "@/ui/LinkButton";
import { Screen } from "@/ui/Screen";
import classes from "@/ui/ui.module.css";
import { useWords } from "@/words";
import { JobList } from "./JobList";
import { type State, useIsLive } from "./queries";

const STATES: State[] = ["processing", "pending", "completed", "failed", "cancelled"];

/** The worklist: all running, waiting and ended jobs. */
export function WorklistPage() {
  const { t } = useWords();
  const may = useMay();
  const isLive = useIsLive();
  const [search, setSearch] = useSearchParams();
  const state = STATES.find((name) => name === search.get("state"));
  const begin = may("upload") && <LinkButton to="/new">{t("new-case")}</LinkButton>;
  return (
    <Screen title={t("worklist")} about={t(isLive ? "worklist-live" : "worklist-polled")} actions={begin}>
      <div className={classes["scroll"]}>
        <SegmentedControl
          size="sm"
          aria-label={t("filter")}
          value={state ?? ""}
          onChange={(value) => setSearch(value ? { state: value } : {}, { replace: true })}
          data={[
            { value: "", label: t("all") },
            ...STATES.map((name) => ({ value: name, label: t(`state-${name}`) })),
          ]}
        />
      </div>
      <JobList
        filter={state ? { state } : {}}
        empty={
          state ? (
            <Text c="dimmed">{t("worklist-none")}</Text>
          ) : (
            <Empty title={t("worklist-empty")} action={begin}>
              {t("worklist-empty-about")}
            </Empty>
          )
        }
      />
    </Screen>
  );
}
