import { Text } from "@mantine/core";
import { useMay } from "@/api/me";
import { LinkButton } from "@/ui/LinkButton";
import { QueryResult } from "@/ui/QueryResult";
import { Surface } from "@/ui/Surface";
import { useWords } from "@/words";
import { useReports } from "./queries";
import classes from "./reports.module.css";
import { ReportStatus } from "./ReportStatus";

/** The reports of a case: which wait for a signature, which are signed. To sign is offered to those who may. */
export function ReportsSection({ caseId }: { caseId: string }) {
  const { t, has } = useWords();
  const maySign = useMay()("sign-reports");
  const reports = useReports(caseId);
  return (
    <QueryResult query={reports}>
      {({ items }) =>
        items.length ? (
          <Surface>
            {items.map((report) => {
              const awaitsSignature = maySign && report.state === "preliminary";
              return (
                <div key={report.id} className={classes["row"]}>
                  <div>
                    <Text size="sm" fw={600}>
                      {has(`report-of-${report.kind}`) ? t(`report-of-${report.kind}`) : t("report")}
                    </Text>
                    <ReportStatus report={report} number={report.number} />
                  </div>
                  <LinkButton
                    to={`/reports/${report.id}`}
                    size="xs"
                    variant={awaitsSignature ? "filled" : "default"}
                  >
                    {t(awaitsSignature ? "read-and-sign" : "read-report")}
                  </LinkButton>
                </div>
              );
            })}
          </Surface>
        ) : (
          <Text size="sm" c="dimmed">
            {t("no-reports")}
          </Text>
        )
      }
    </QueryResult>
  );
}
