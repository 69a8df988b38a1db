import { Group, Text } from "@mantine/core";
import { State } from "@/ui/State";
import { useWords } from "@/words";
import type { Report } from "./queries";

const TONES = { preliminary: "open", final: "good", amended: "good" } as const;

/** Whether a version is the machine's or a clinician's, and since when. */
export function ReportStatus({ report, number }: { report: Report; number: number }) {
  const { t, moment } = useWords();
  const version = report.versions.find((each) => each.number === number);
  if (!version) return null;
  return (
    <Group gap={8}>
      <State tone={TONES[version.state]}>{t(`report-${version.state}`)}</State>
      <Text size="sm" c="dimmed" component="span">
        {moment(version.issued_at)}
        {version.reason && ` · ${t("reason")}: ${version.reason}`}
      </Text>
    </Group>
  );
}
