import { Table, Text } from "@mantine/core";
import { useSearchParams } from "react-router";
import { More } from "@/ui/More";
import { Screen } from "@/ui/Screen";
import { QueryResult } from "@/ui/QueryResult";
import { Surface } from "@/ui/Surface";
import classes from "@/ui/ui.module.css";
import { useWords } from "@/words";
import { AccessLog } from "./AccessLog";
import { AuditFilters, OUTCOMES } from "./AuditFilters";
import { AuditRow } from "./AuditRow";
import { ChainStanding } from "./ChainStanding";
import { type AuditFilter, useAuditEvents, usePeople } from "./queries";

const COLUMNS = ["at", "who", "action", "what", "patient", "address", "purpose"];
const DAY_ENDS = "T23:59:59.999";
const DAY_STARTS = "T00:00:00";

/** The audit: who did what, and when. */
export function AuditPage() {
  const { t } = useWords();
  const [search, setSearch] = useSearchParams();
  const events = useAuditEvents(filterOf(search));
  const people = usePeople();
  const patient = search.get("patient");
  const set = (name: string, value: string | null) =>
    setSearch(
      (before) => {
        if (value) before.set(name, value);
        else before.delete(name);
        return before;
      },
      { replace: true },
    );
  return (
    <Screen title={t("audit")} about={t("audit-about")}>
      <ChainStanding />
      <AuditFilters search={search} onSet={set} />
      {patient && <AccessLog patient={patient} />}
      <QueryResult query={events}>
        {({ pages }) => {
          const rows = pages.flatMap(({ items }) => items);
          if (!rows.length) return <Text c="dimmed">{t("audit-none")}</Text>;
          return (
            <Surface>
              <div className={classes["scroll"]}>
                <Table verticalSpacing="xs" horizontalSpacing="md" className={classes["stacked"] ?? ""}>
                  <Table.Thead>
                    <Table.Tr>
                      {COLUMNS.map((column) => (
                        <Table.Th key={column}>{t(`audit-${column}`)}</Table.Th>
                      ))}
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {rows.map((event) => (
                      <AuditRow
                        key={event.id}
                        event={event}
                        person={event.actor_id ? people.data?.get(event.actor_id) : undefined}
                        onPatient={(id) => set("patient", id)}
                      />
                    ))}
                  </Table.Tbody>
                </Table>
              </div>
              <More list={events} />
            </Surface>
          );
        }}
      </QueryResult>
    </Screen>
  );
}

/** Return the filter in the address, with days as their first and last moments in the reader's time zone. */
function filterOf(search: URLSearchParams): AuditFilter {
  const [action, patient, since, until] = ["action", "patient", "since", "until"].map((name) =>
    search.get(name),
  );
  const outcome = OUTCOMES.find((known) => known === search.get("outcome"));
  return {
    ...(outcome ? { outcome } : {}),
    ...(patient ? { patient_id: patient } : {}),
    ...(action ? { action } : {}),
    ...(since ? { since: new Date(since + DAY_STARTS).toISOString() } : {}),
    ...(until ? { until: new Date(until + DAY_ENDS).toISOString() } : {}),
  };
}
