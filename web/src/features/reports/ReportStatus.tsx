import { Group, Text } from "@mantine/core";
import { State } from "@/ui/State";
import { useWords } from "@/words";
import type { Report } from "./queries";

const TONES = { preliminary: "open", final: "good", amended: "good" } as const;

/** The state of a version, since when, how its signature was proved, and why it was amended. */
export function ReportStatus({ report, number }: { report: Report; number: number }) {
  const { t, moment } = useWords();
  const version = report.versions.find((candidate) => candidate.number === number);
  if (!version) return null;
  return (
    <Group gap={8}>
      <State tone={TONES[version.state]}>{t(`report-${version.state}`)}</State>
      <Text size="sm" c="dimmed" component="span">
        {moment(version.issued_at)}
        {version.proof && ` · ${t(`proved-by-${version.proof}`)}`}
        {version.reason && ` · ${t("reason")}: ${version.reason}`}
      </Text>
    </Group>
  );
}
