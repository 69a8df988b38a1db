import { Badge, Button, Group, Stack, Text } from "@mantine/core";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { QueryResult } from "@/ui/QueryResult";
import { useWords } from "@/words";
import { useEndSession, useSessions } from "./sessions";

/** Where one is signed in; each session but this one can be ended. */
export function Sessions() {
  const { t, moment } = useWords();
  const sessions = useSessions();
  const ending = useEndSession();
  return (
    <QueryResult query={sessions}>
      {({ pages }) => {
        const rows = pages.flatMap(({ items }) => items);
        return (
          <Stack>
            <Text size="sm" c="dimmed">
              {t("sessions-about")}
            </Text>
            <Stack component="ul" gap="sm" p={0} m={0} aria-label={t("sessions")}>
              {rows.map(({ id, device, address, created_at, last_seen_at, is_current }) => (
                <Group key={id} component="li" justify="space-between" align="flex-start" gap="sm">
                  <div>
                    <Group gap={8}>
                      <Text size="sm" fw={600}>
                        {device || t("device-unknown")}
                      </Text>
                      {is_current && (
                        <Badge size="sm" variant="light">
                          {t("session-current")}
                        </Badge>
                      )}
                    </Group>
                    <Text size="xs" c="dimmed">
                      {t("session-times", { begun: moment(created_at), seen: moment(last_seen_at) })}
                    </Text>
                    {address && (
                      <Text size="xs" c="dimmed">
                        {t("session-address", { address })}
                      </Text>
                    )}
                  </div>
                  {!is_current && (
                    <Button
                      size="xs"
                      variant="default"
                      aria-label={t("session-end-of", {
                        device: device || t("device-unknown"),
                        begun: moment(created_at),
                      })}
                      onClick={() => ending.mutate(id)}
                    >
                      {t("session-end")}
                    </Button>
                  )}
                </Group>
              ))}
            </Stack>
            {ending.isError && <ProblemNotice error={ending.error} />}
            <Group>
              {rows.length > 1 && (
                <Button variant="default" loading={ending.isPending} onClick={() => ending.mutate(undefined)}>
                  {t("sessions-end-others")}
                </Button>
              )}
              {sessions.hasNextPage && (
                <Button variant="subtle" onClick={() => void sessions.fetchNextPage()}>
                  {t("more")}
                </Button>
              )}
            </Group>
          </Stack>
        );
      }}
    </QueryResult>
  );
}
