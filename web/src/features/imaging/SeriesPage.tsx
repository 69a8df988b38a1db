import { useParams } from "react-router";
import { Shown } from "@/ui/Shown";
import { useSegmentations, useSeries } from "./queries";
import type { ReviewOf } from "./OrganTable";
import { SeriesViewer } from "./SeriesViewer";

/** One series: the scan, what was found in it, and its numbers. */
export function SeriesPage({ reviewOf }: { reviewOf: ReviewOf }) {
  const { seriesId = "" } = useParams();
  const series = useSeries(seriesId);
  const segmentations = useSegmentations(series.data);
  return (
    <Shown query={series}>
      {(found) => (
        <Shown query={segmentations}>
          {(versions) => <SeriesViewer series={found} segmentations={versions} reviewOf={reviewOf} />}
        </Shown>
      )}
    </Shown>
  );
}
