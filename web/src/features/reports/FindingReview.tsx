import { useMay } from "@/api/me";
import { useContent, useReports } from "./queries";
import { ReviewControl } from "./ReviewControl";

interface Props {
  caseId: string;
  /** The job that found what the report tells of. */
  job: string;
  statement: string;
}

/** The review of a finding where the finding is seen; nothing where its report is signed or cannot be signed. */
export function FindingReview({ caseId, job, statement }: Props) {
  const may = useMay();
  const reports = useReports(caseId, may("sign-reports"));
  const report = reports.data?.items.find((each) => each.job === job);
  const isOpen = report?.state === "preliminary";
  const content = useContent(report?.id ?? "", isOpen ? report.number : undefined);
  const said = content.data?.statements.find(({ id }) => id === statement);
  return isOpen && said ? <ReviewControl report={report} statement={said} /> : null;
}
