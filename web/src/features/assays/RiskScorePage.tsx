import { useParams } from "react-router";
import { QueryResult } from "@/ui/QueryResult";
import { useRiskScore } from "./queries";
import { RiskScoreReading } from "./RiskScoreReading";

/** One answer of a model, to be looked into. */
export function RiskScorePage() {
  const { riskScoreId = "" } = useParams();
  const score = useRiskScore(riskScoreId);
  return (
    <QueryResult query={score} isPage>
      {(loaded) => <RiskScoreReading score={loaded} />}
    </QueryResult>
  );
}
