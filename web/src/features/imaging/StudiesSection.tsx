import { Stack, Text } from "@mantine/core";
import { Shown } from "@/ui/Shown";
import { useWords } from "@/words";
import { Comparison } from "./Comparison";
import { type Segmentation, useAllSegmentations, useStudies } from "./queries";
import { SeriesCard } from "./SeriesCard";

/** The CT of a case: each series with its newest segmentation, and what has changed between them. */
export function StudiesSection({ caseId }: { caseId: string }) {
  const { t } = useWords();
  const studies = useStudies(caseId);
  const series = studies.data?.items.flatMap((study) => study.series) ?? [];
  const segmentations = useAllSegmentations(series);
  const all = segmentations.flatMap(({ data }): Segmentation[] => data ?? []);
  return (
    <Shown query={studies}>
      {() =>
        series.length ? (
          <Stack gap="sm">
            {series.map((each, at) => (
              <SeriesCard key={each.id} series={each} segmentation={segmentations[at]?.data?.[0]} />
            ))}
            {all.length > 1 && <Comparison segmentations={all} />}
          </Stack>
        ) : (
          <Text size="sm" c="dimmed">
            {t("no-studies")}
          </Text>
        )
      }
    </Shown>
  );
}
