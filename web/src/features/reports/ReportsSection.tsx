import { Text } from "@mantine/core";
import { LinkButton } from "@/ui/LinkButton";
import { Shown } from "@/ui/Shown";
import { Surface } from "@/ui/Surface";
import { useWords } from "@/words";
import { useReports } from "./queries";
import classes from "./reports.module.css";
import { ReportStatus } from "./ReportStatus";

/** The reports of a case: which wait for a signature, which are signed. */
export function ReportsSection({ caseId }: { caseId: string }) {
  const { t, has } = useWords();
  const reports = useReports(caseId);
  return (
    <Shown query={reports}>
      {({ items }) =>
        items.length ? (
          <Surface>
            {items.map((report) => (
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
                  variant={report.state === "preliminary" ? "filled" : "default"}
                >
                  {t(report.state === "preliminary" ? "read-and-sign" : "read-report")}
                </LinkButton>
              </div>
            ))}
          </Surface>
        ) : (
          <Text size="sm" c="dimmed">
            {t("no-reports")}
          </Text>
        )
      }
    </Shown>
  );
}
