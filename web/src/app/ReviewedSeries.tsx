import { SeriesPage } from "@/features/imaging/SeriesPage";
import { FindingReview } from "@/features/reports/FindingReview";

/** A scan, with the review of each structure beside its numbers. */
export function ReviewedSeries() {
  return (
    <SeriesPage
      reviewOf={({ report }, { findings }) => <FindingReview report={report} findings={findings} />}
    />
  );
}
