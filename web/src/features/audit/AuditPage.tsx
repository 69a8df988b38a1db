import { Button, Center, Table, Text } from "@mantine/core";
import { useSearchParams } from "react-router";
import { Screen } from "@/ui/Screen";
import { Shown } from "@/ui/Shown";
import { Surface } from "@/ui/Surface";
import classes from "@/ui/ui.module.css";
import { useWords } from "@/words";
import { ACTIONS, keyOf } from "./actions";
import { AuditFilters } from "./AuditFilters";
import { type AuditFilter, useAuditEvents, usePeople } from "./queries";

const DAY_ENDS = "T23:59:59.999";
const DAY_STARTS = "T00:00:00";

/** Who did what to what, and when. */
export function AuditPage() {
  const { t, has, moment } = useWords();
  const [search, setSearch] = useSearchParams();
  const events = useAuditEvents(filterOf(search));
  const people = usePeople();
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
      <AuditFilters search={search} onSet={set} />
      <Shown query={events}>
        {({ pages }) => {
          const found = pages.flatMap(({ items }) => items);
          if (!found.length) return <Text c="dimmed">{t("audit-none")}</Text>;
          return (
            <Surface>
              <div className={classes["scroll"]}>
                <Table verticalSpacing="xs" horizontalSpacing="md" className={classes["stacked"] ?? ""}>
                  <Table.Thead>
                    <Table.Tr>
                      {["audit-at", "audit-who", "audit-action", "audit-what"].map((each) => (
                        <Table.Th key={each}>{t(each)}</Table.Th>
                      ))}
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {found.map((event) => (
                      <Table.Tr key={event.id}>
                        <Table.Td>{moment(event.at)}</Table.Td>
                        <Table.Td>
                          {event.actor_id
                            ? (people.data?.get(event.actor_id) ?? event.actor_id.slice(0, 8))
                            : t("the-system")}
                        </Table.Td>
                        <Table.Td>
                          {ACTIONS.includes(event.action) ? t(keyOf(event.action)) : event.action}
                        </Table.Td>
                        <Table.Td>
                          <Text size="sm" title={event.subject_id}>
                            {has(`subject-${event.subject_kind}`)
                              ? t(`subject-${event.subject_kind}`)
                              : event.subject_kind}{" "}
                            <Text span ff="monospace" c="dimmed">
                              {event.subject_id.slice(0, 8)}
                            </Text>
                          </Text>
                        </Table.Td>
                      </Table.Tr>
                    ))}
                  </Table.Tbody>
                </Table>
              </div>
              {events.hasNextPage && (
                <Center p="md">
                  <Button
                    variant="subtle"
                    loading={events.isFetchingNextPage}
                    onClick={() => void events.fetchNextPage()}
                  >
                    {t("more")}
                  </Button>
                </Center>
              )}
            </Surface>
          );
        }}
      </Shown>
    </Screen>
  );
}

/** The filter of the address: days become the moments they begin and end at in the reader's zone. */
function filterOf(search: URLSearchParams): AuditFilter {
  const [action, since, until] = ["action", "since", "until"].map((name) => search.get(name));
  return {
    ...(action ? { action } : {}),
    ...(since ? { since: new Date(since + DAY_STARTS).toISOString() } : {}),
    ...(until ? { until: new Date(until + DAY_ENDS).toISOString() } : {}),
  };
}
