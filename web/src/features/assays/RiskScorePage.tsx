import { useParams } from "react-router";
import { Shown } from "@/ui/Shown";
import { useRiskScore } from "./queries";
import { RiskScoreReading } from "./RiskScoreReading";

/** One answer of a model, to be looked into. */
export function RiskScorePage() {
  const { riskScoreId = "" } = useParams();
  const score = useRiskScore(riskScoreId);
  return <Shown query={score}>{(found) => <RiskScoreReading score={found} />}</Shown>;
}
