import { Badge, Button, Group, Stack, Text } from "@mantine/core";
import { useMay, useMe } from "@/api/me";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { Surface } from "@/ui/Surface";
import { useWords } from "@/words";
import { type Emergency, useEmergencyChange } from "./queries";
import { VerdictForm } from "./VerdictForm";

/** One emergency access: who, whom, why, until when, and its review. */
export function EmergencyCard({ access }: { access: Emergency }) {
  const { t, moment } = useWords();
  const may = useMay();
  const me = useMe();
  const { end, review } = useEmergencyChange(access.id);
  const isRunning = new Date(access.until) > new Date();
  const isOwn = me.data?.id === access.person.id;
  return (
    <Surface p="md">
      <Stack gap="xs">
        <Group justify="space-between" gap="xs">
          <Text fw={600}>
            {access.person.name} · {access.patient_code}
          </Text>
          <Group gap="xs">
            {isRunning && (
              <Badge color="red" variant="light">
                {t("emergency-running")}
              </Badge>
            )}
            <Badge color={access.verdict === "not-justified" ? "red" : "gray"} variant="light">
              {t(`verdict-${access.verdict ?? "none"}`)}
            </Badge>
          </Group>
        </Group>
        <Text size="sm" c="dimmed">
          {t("emergency-span", { begin: moment(access.created_at), end: moment(access.until) })}
        </Text>
        <Text size="sm" style={{ overflowWrap: "anywhere" }}>
          {t("emergency-stated", { reason: access.reason })}
        </Text>
        {access.verdict && (
          <Text size="sm" style={{ overflowWrap: "anywhere" }}>
            {t("emergency-reviewed", { name: access.reviewed_by?.name ?? "", note: access.note })}
          </Text>
        )}
        {isRunning && (
          <div>
            <Button size="xs" variant="default" loading={end.isPending} onClick={() => end.mutate()}>
              {t("emergency-end")}
            </Button>
          </div>
        )}
        {end.isError && <ProblemNotice error={end.error} />}
        {!access.verdict && !isOwn && may("read-audit") && <VerdictForm reviewing={review} />}
      </Stack>
    </Surface>
  );
}
