import { useParams } from "react-router";
import { QueryResult } from "@/ui/QueryResult";
import { useSegmentations, useSeries } from "./queries";
import type { ReviewOf } from "./OrganTable";
import { SeriesViewer } from "./SeriesViewer";

/** One series: the scan, its segmentation and its measurements. */
export function SeriesPage({ reviewOf }: { reviewOf: ReviewOf }) {
  const { seriesId = "" } = useParams();
  const series = useSeries(seriesId);
  const segmentations = useSegmentations(series.data);
  return (
    <QueryResult query={series} isPage>
      {(opened) => (
        <QueryResult query={segmentations} isPage>
          {(versions) => <SeriesViewer series={opened} segmentations={versions} reviewOf={reviewOf} />}
        </QueryResult>
      )}
    </QueryResult>
  );
}
