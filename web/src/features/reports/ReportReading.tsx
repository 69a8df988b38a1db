import { Button, Group, Select, Stack } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { save } from "@/api/files";
import { useMay } from "@/api/me";
import { useContent } from "@/features/findings/queries";
import { LinkButton } from "@/ui/LinkButton";
import { Screen } from "@/ui/Screen";
import { QueryResult } from "@/ui/QueryResult";
import { useWords } from "@/words";
import { AmendForm } from "./AmendForm";
import { Content } from "./Content";
import { PdfPreview } from "./PdfPreview";
import { statementsOf, toggled } from "./evidence";
import { pdfToSave } from "./pdf";
import type { Report } from "./queries";
import classes from "./reports.module.css";
import { ReportStatus } from "./ReportStatus";
import { SignPanel } from "./SignPanel";

/** The text of a version beside its print preview. `?number=` shows an earlier version. */
export function ReportReading({ report }: { report: Report }) {
  const { t, language } = useWords();
  const may = useMay();
  const [search] = useSearchParams();
  const version =
    report.versions.find(({ number }) => String(number) === search.get("number")) ?? report.versions.at(-1);
  const number = version?.number ?? report.number;
  const isNewest = number === report.number;
  const isReady = version?.languages.includes(language) ?? false;
  const content = useContent(report.id, isNewest ? null : number);
  const [withdrawn, setWithdrawn] = useState<ReadonlySet<string> | null>(null);
  const maySign = may("sign-reports") && isNewest;
  return (
    <Screen
      title={content.data?.title ?? t("report")}
      about={<ReportStatus report={report} number={number} />}
      actions={<Actions report={report} number={number} isReady={isReady} />}
    >
      <div className={classes["page"]}>
        <Stack>
          <QueryResult query={content}>
            {(loaded) => (
              <Content
                report={report}
                content={loaded}
                withdrawn={withdrawn}
                isReviewed={maySign && report.state === "preliminary"}
                onWithdraw={(statement) => setWithdrawn((before) => toggled(before ?? new Set(), statement))}
              />
            )}
          </QueryResult>
          {maySign && report.state === "preliminary" && content.data && (
            <SignPanel report={report} content={content.data} />
          )}
          {maySign && report.state !== "preliminary" && withdrawn === null && (
            <Group>
              <Button variant="default" onClick={() => setWithdrawn(new Set())}>
                {t("amend")}
              </Button>
            </Group>
          )}
          {maySign && withdrawn !== null && (
            <AmendForm
              report={report}
              withdrawn={[...withdrawn]}
              sentences={content.data ? statementsOf(withdrawn, content.data).length : 0}
              onDone={() => setWithdrawn(null)}
            />
          )}
        </Stack>
        <PdfPreview
          report={report.id}
          number={number}
          isReady={isReady}
          isHidden={version?.is_pdf_hidden ?? false}
        />
      </div>
    </Screen>
  );
}

/** The choice of a version, its PDF to save, and the way back. */
function Actions({ report, number, isReady }: { report: Report; number: number; isReady: boolean }) {
  const { t, language, moment } = useWords();
  const [, setSearch] = useSearchParams();
  return (
    <>
      {report.versions.length > 1 && (
        <Select
          size="xs"
          w={230}
          aria-label={t("version")}
          allowDeselect={false}
          value={String(number)}
          onChange={(value) => setSearch(value ? { number: value } : {}, { replace: true })}
          data={[...report.versions].reverse().map((item) => ({
            value: String(item.number),
            label: `${item.number} · ${t(`report-${item.state}`)} · ${moment(item.issued_at)}`,
          }))}
        />
      )}
      {isReady && (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconDownload size={14} aria-hidden />}
          onClick={() =>
            void save(pdfToSave(report.id, number, language), `report-${number}-${language}.pdf`)
          }
        >
          PDF
        </Button>
      )}
      <LinkButton to={`/cases/${report.case}`} variant="default" size="xs">
        {t("back-to-case")}
      </LinkButton>
    </>
  );
}
