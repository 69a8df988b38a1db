import { Text } from "@mantine/core";
import { IconCircleCheck, IconCircleDashed, IconLoader } from "@tabler/icons-react";
import { useMay } from "@/api/me";
import { useRiskScores } from "@/features/assays/queries";
import { useDocuments } from "@/features/documents/queries";
import { useStudies } from "@/features/imaging/queries";
import { useJobs } from "@/features/jobs/queries";
import { useReports } from "@/features/reports/queries";
import { Surface } from "@/ui/Surface";
import { useWords } from "@/words";
import classes from "./case.module.css";

type PartStatus = "there" | "running" | "missing";

const ICONS = { there: IconCircleCheck, running: IconLoader, missing: IconCircleDashed };

/** The parts of a case, each with whether it is there, on its way or missing. */
export function Parts({ caseId }: { caseId: string }) {
  const may = useMay();
  return may("read-findings") ? <KnownParts caseId={caseId} /> : null;
}

function KnownParts({ caseId }: { caseId: string }) {
  const { t } = useWords();
  const studies = useStudies(caseId);
  const reports = useReports(caseId);
  const scores = useRiskScores(caseId);
  const jobs = useJobs({ case: caseId });
  const may = useMay();
  const documents = useDocuments(caseId, may("request-documents"));
  if (!studies.data || !reports.data) return null;
  const running = jobs.data?.pages.flatMap(({ items }) => items).filter((job) => !job.is_finished) ?? [];
  const isAtWork = (kind: string) => running.some((job) => job.kind === kind);
  const isAnalysed = ["ct-import", "ct-segmentation", "omics-risk"].some(isAtWork);
  const parts: [string, PartStatus][] = [
    ["imaging", statusOf(studies.data.items.length > 0, isAtWork("ct-import"))],
    ["omics", statusOf((scores.data?.items.length ?? 0) > 0, isAtWork("omics-risk"))],
    ...ofDocuments(
      documents.data?.items.length,
      isAtWork("document-reading") || isAtWork("remote-document-reading"),
    ),
    ["report", statusOf(reports.data.items.length > 0, isAnalysed)],
    [
      "signature",
      statusOf(
        reports.data.items.length > 0 && reports.data.items.every(({ state }) => state !== "preliminary"),
        false,
      ),
    ],
  ];
  return (
    <section className={classes["parts"]} aria-label={t("case-contents")}>
      {parts.map(([part, is]) => {
        const Icon = ICONS[is];
        return (
          <Surface key={part}>
            <div className={classes["part"]}>
              <Icon
                stroke={1.5}
                aria-hidden
                color={
                  is === "missing" ? "var(--mantine-color-dimmed)" : "var(--mantine-primary-color-filled)"
                }
              />
              <div>
                <Text size="sm" fw={600}>
                  {t(`part-${part}`)}
                </Text>
                <Text size="xs" c="dimmed">
                  {t(`part-${part}-${is}`)}
                </Text>
              </div>
            </div>
          </Surface>
        );
      })}
    </section>
  );
}

/** The documents, for those who may see any. */
function ofDocuments(count: number | undefined, isRunning: boolean): [string, PartStatus][] {
  return count === undefined ? [] : [["documents", statusOf(count > 0, isRunning)]];
}

function statusOf(isThere: boolean, isRunning: boolean): PartStatus {
  if (isThere) return "there";
  return isRunning ? "running" : "missing";
}
