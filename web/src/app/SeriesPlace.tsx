import { SeriesPage } from "@/features/imaging/SeriesPage";
import { FindingReview } from "@/features/reports/FindingReview";

/** A scan, with the review of each structure beside its numbers. */
export function SeriesPlace() {
  return (
    <SeriesPage
      reviewOf={({ case: caseId, job }, { name }) => (
        <FindingReview caseId={caseId} job={job} statement={name} />
      )}
    />
  );
}
