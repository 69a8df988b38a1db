import { Badge, Group, Stack, Text } from "@mantine/core";
import { useMay } from "@/api/me";
import { QueryResult } from "@/ui/QueryResult";
import { Surface } from "@/ui/Surface";
import { useWords } from "@/words";
import { ConsentForm } from "./ConsentForm";
import { type PurposeConsent, useConsents } from "./queries";

/** What the patient of a case consents to, and the recording of a decision. */
export function ConsentsSection({ patientId }: { patientId: string }) {
  const may = useMay();
  const consents = useConsents(patientId);
  return (
    <Surface p="md">
      <QueryResult query={consents}>
        {({ purposes }) => (
          <Stack gap="sm">
            {purposes.map((consent) => (
              <Standing key={consent.purpose} consent={consent} />
            ))}
            {may("identify-patients") && <ConsentForm patientId={patientId} />}
          </Stack>
        )}
      </QueryResult>
    </Surface>
  );
}

function Standing({ consent: { purpose, is_allowed, decision } }: { consent: PurposeConsent }) {
  const { t, day } = useWords();
  return (
    <div>
      <Group justify="space-between" gap="xs">
        <Text size="sm">{t(`purpose-${purpose}`)}</Text>
        <Badge color={is_allowed ? "gray" : "orange"} variant="light">
          {t(
            decision ? `decision-${decision.decision}` : is_allowed ? "consent-presumed" : "consent-unasked",
          )}
        </Badge>
      </Group>
      {decision && (
        <Text size="xs" c="dimmed">
          {[day(decision.created_at), t(`basis-${decision.basis}`), decision.recorded_by.name].join(" · ")}
        </Text>
      )}
    </div>
  );
}
