import { Button, Group, Select, Stack } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { save } from "@/api/files";
import { useMay } from "@/api/me";
import { LinkButton } from "@/ui/LinkButton";
import { Screen } from "@/ui/Screen";
import { Shown } from "@/ui/Shown";
import { useWords } from "@/words";
import { AmendForm } from "./AmendForm";
import { Content } from "./Content";
import { PdfPreview } from "./PdfPreview";
import { pdfOf } from "./pdf";
import { type Report, useContent } from "./queries";
import classes from "./reports.module.css";
import { ReportStatus } from "./ReportStatus";
import { SignPanel } from "./SignPanel";

/** What a version says beside how it looks on paper. `?number=` shows an earlier version. */
export function ReportReading({ report }: { report: Report }) {
  const { t, language, moment } = useWords();
  const may = useMay();
  const [search, setSearch] = useSearchParams();
  const version =
    report.versions.find(({ number }) => String(number) === search.get("number")) ?? report.versions.at(-1);
  const number = version?.number ?? report.number;
  const isNewest = number === report.number;
  const content = useContent(report.id, number);
  const [withdrawn, setWithdrawn] = useState<ReadonlySet<string> | null>(null);
  const maySign = may("sign-reports") && isNewest;
  return (
    <Screen
      title={content.data?.title ?? t("report")}
      about={<ReportStatus report={report} number={number} />}
      actions={
        <>
          {report.versions.length > 1 && (
            <Select
              size="xs"
              w={230}
              aria-label={t("version")}
              allowDeselect={false}
              value={String(number)}
              onChange={(value) => setSearch(value ? { number: value } : {}, { replace: true })}
              data={[...report.versions].reverse().map((each) => ({
                value: String(each.number),
                label: `${each.number} · ${t(`report-${each.state}`)} · ${moment(each.issued_at)}`,
              }))}
            />
          )}
          {version?.languages.includes(language) && (
            <Button
              size="xs"
              variant="default"
              leftSection={<IconDownload size={14} aria-hidden />}
              onClick={() =>
                void save(pdfOf(report.id, number, language), `report-${number}-${language}.pdf`)
              }
            >
              PDF
            </Button>
          )}
          <LinkButton to={`/cases/${report.case}`} variant="default" size="xs">
            {t("to-the-case")}
          </LinkButton>
        </>
      }
    >
      <div className={classes["page"]}>
        <Stack>
          <Shown query={content}>
            {(said) => (
              <Content
                report={report}
                content={said}
                withdrawn={withdrawn}
                isReviewed={maySign && report.state === "preliminary"}
                onWithdraw={(id) => setWithdrawn((before) => toggled(before ?? new Set(), id))}
              />
            )}
          </Shown>
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
            <AmendForm report={report} withdrawn={[...withdrawn]} onDone={() => setWithdrawn(null)} />
          )}
        </Stack>
        <PdfPreview
          report={report.id}
          number={number}
          isReady={version?.languages.includes(language) ?? false}
        />
      </div>
    </Screen>
  );
}

function toggled(before: ReadonlySet<string>, id: string): ReadonlySet<string> {
  return new Set(before.has(id) ? [...before].filter((each) => each !== id) : [...before, id]);
}
