import { useParams } from "react-router";
import { Shown } from "@/ui/Shown";
import { useReport } from "./queries";
import { ReportReading } from "./ReportReading";

/** One report, to be read, signed, amended and taken along. */
export function ReportPage() {
  const { reportId = "" } = useParams();
  const report = useReport(reportId);
  return <Shown query={report}>{(found) => <ReportReading report={found} />}</Shown>;
}
