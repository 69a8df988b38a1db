import { Group, Text } from "@mantine/core";
import { DownloadButton } from "@/ui/DownloadButton";
import { Surface } from "@/ui/Surface";
import { useWords } from "@/words";

const SHOWN = 8;

/** The access log of one patient, to hand over. */
export function AccessLog({ patient }: { patient: string }) {
  const { t } = useWords();
  return (
    <Surface p="md">
      <Group justify="space-between" gap="sm">
        <div>
          <Text size="sm" fw={600}>
            {t("access-log")}
          </Text>
          <Text size="xs" c="dimmed" maw={780}>
            {t("access-log-about")}
          </Text>
        </div>
        <DownloadButton
          path={`/patients/${patient}/access-log`}
          name={`access-log-${patient.slice(0, SHOWN)}.csv`}
        >
          {t("access-log-download")}
        </DownloadButton>
      </Group>
    </Surface>
  );
}
