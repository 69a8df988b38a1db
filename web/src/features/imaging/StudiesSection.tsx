import { Stack, Text } from "@mantine/core";
import { useMarks } from "@/features/findings/queries";
import { QueryResult } from "@/ui/QueryResult";
import { useWords } from "@/words";
import { Comparison } from "./Comparison";
import { type Segmentation, useAllSegmentations, useStudies } from "./queries";
import { SeriesCard } from "./SeriesCard";

/** The CT of a case: every series with its newest segmentation, and the change of volumes over time. */
export function StudiesSection({ caseId }: { caseId: string }) {
  const { t } = useWords();
  const studies = useStudies(caseId);
  const series = studies.data?.items.flatMap((study) => study.series) ?? [];
  const segmentations = useAllSegmentations(series);
  const all = segmentations.flatMap(({ data }): Segmentation[] => data ?? []);
  const marks = useMarks(all.map(({ report }) => report));
  return (
    <QueryResult query={studies}>
      {() =>
        series.length ? (
          <Stack gap="sm">
            {series.map((item, at) => (
              <SeriesCard
                key={item.id}
                series={item}
                segmentation={segmentations[at]?.data?.[0]}
                marks={marks}
              />
            ))}
            {all.length > 1 && <Comparison segmentations={all} marks={marks} />}
          </Stack>
        ) : (
          <Text size="sm" c="dimmed">
            {t("no-studies")}
          </Text>
        )
      }
    </QueryResult>
  );
}
