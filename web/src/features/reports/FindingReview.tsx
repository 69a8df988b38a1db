import { useMay } from "@/api/me";
import type { Finding } from "@/features/findings/finding";
import { useContent } from "@/features/findings/queries";
import { statementsOf } from "./evidence";
import { ReviewControl } from "./ReviewControl";

interface Props {
  /** The report that states the findings; null while none is drafted. */
  report: string | null;
  findings: Finding[];
}

/** The review of the sentence that states a finding. Nothing is shown if the report is signed or the user may not sign. */
export function FindingReview({ report, findings }: Props) {
  const may = useMay();
  const content = useContent(may("sign-reports") ? report : null);
  if (report === null || content.data?.state !== "preliminary") return null;
  const [statement] = statementsOf(new Set(findings.map(({ id }) => id)), content.data);
  return statement ? <ReviewControl report={report} statement={statement} /> : null;
}
