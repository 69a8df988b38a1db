import { Text, Timeline as Line } from "@mantine/core";
import { useMay } from "@/api/me";
import { useJobs } from "@/features/jobs/queries";
import { kindOf } from "@/features/jobs/waiting";
import { useReports } from "@/features/reports/queries";
import { useWords } from "@/words";

interface Happening {
  at: string;
  what: string;
  more?: string;
}

/** What happened in a case, newest first. */
export function Timeline({ caseId, created }: { caseId: string; created: string }) {
  const words = useWords();
  const { t, moment } = words;
  const may = useMay();
  const happened = [
    { at: created, what: t("happened-created") },
    ...useJobsThat(caseId),
    ...useReportsThat(caseId, may("read-findings")),
  ];
  const ordered = happened.sort((a, b) => b.at.localeCompare(a.at));
  return (
    <Line bulletSize={12} lineWidth={1} active={ordered.length}>
      {ordered.map(({ at, what, more }) => (
        <Line.Item key={`${at} ${what}`}>
          <Text size="sm">{what}</Text>
          {more && <Text size="xs">{more}</Text>}
          <Text size="xs" c="dimmed">
            {moment(at)}
          </Text>
        </Line.Item>
      ))}
    </Line>
  );
}

function useJobsThat(caseId: string): Happening[] {
  const words = useWords();
  const jobs = useJobs({ case: caseId });
  const rows = jobs.data?.pages.flatMap(({ items }) => items) ?? [];
  return rows.flatMap((job) => {
    const kind = kindOf(job.kind, words);
    const ended = job.finished_at
      ? [{ at: job.finished_at, what: words.t(`happened-job-${job.state}`, { kind }) }]
      : [];
    return [{ at: job.created_at, what: words.t("happened-job-requested", { kind }) }, ...ended];
  });
}

function useReportsThat(caseId: string, isAllowed: boolean): Happening[] {
  const { t } = useWords();
  const reports = useReports(caseId, isAllowed);
  return (reports.data?.items ?? []).flatMap(({ versions }) =>
    versions.map(({ issued_at, state, reason }) => ({
      at: issued_at,
      what: t(`happened-report-${state}`),
      ...(reason ? { more: reason } : {}),
    })),
  );
}
