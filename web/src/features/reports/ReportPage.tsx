import { useParams } from "react-router";
import { QueryResult } from "@/ui/QueryResult";
import { useReport } from "./queries";
import { ReportReading } from "./ReportReading";

/** One report, to be read, signed, amended and downloaded. */
export function ReportPage() {
  const { reportId = "" } = useParams();
  const report = useReport(reportId);
  return (
    <QueryResult query={report} isPage>
      {(loaded) => <ReportReading report={loaded} />}
    </QueryResult>
  );
}
