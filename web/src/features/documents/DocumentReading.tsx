import { Alert, Anchor, Stack } from "@mantine/core";
import { Link } from "react-router";
import { LinkButton } from "@/ui/LinkButton";
import { Remarks } from "@/ui/Remarks";
import { Screen } from "@/ui/Screen";
import { useWords } from "@/words";
import classes from "./documents.module.css";
import { ExportMenu } from "./ExportMenu";
import { PageOrigin } from "./PageOrigin";
import { PagePane } from "./PagePane";
import { ReadingParts } from "./ReadingParts";
import type { Reading } from "./queries";
import { SettlingColumn } from "./SettlingColumn";
import { useChoice } from "./useChoice";
import { useView } from "./useView";

/** A version of a document: the page under its boxes; beside it what stands there by name, and what is in doubt. */
export function DocumentReading({ reading }: { reading: Reading }) {
  const { t } = useWords();
  const { document, version } = reading;
  const view = useView(reading);
  const choice = useChoice(reading, view.page, view.turn);
  const isNewest = version.number === document.number;
  if (!view.page) return <Screen title={document.kind_text}>{t("no-pages")}</Screen>;
  const page = view.page;
  return (
    <Screen
      isWide
      title={document.kind_text}
      about={
        <>
          <Anchor component={Link} to={`/cases/${document.case}`} underline="always">
            {[document.patient_code, document.case_title].filter(Boolean).join(" · ")}
          </Anchor>
          {` · ${document.name} · ${t("version-number", { version: version.number })}`}
        </>
      }
      actions={
        <>
          <ExportMenu reading={reading} />
          <LinkButton to={`/cases/${document.case}`} variant="default" size="xs">
            {t("to-the-case")}
          </LinkButton>
        </>
      }
    >
      <div className={classes["page"]}>
        <PagePane
          reading={reading}
          page={page}
          decisions={choice.decisions}
          found={view.found}
          chosen={choice.boxes}
          onTurn={view.turn}
          onPoint={choice.point}
        />
        <Stack gap="md">
          {isNewest ? (
            <SettlingColumn reading={reading} page={page} choice={choice} />
          ) : (
            <Alert color="gray" title={t("earlier-version")}>
              <Anchor component={Link} to={`/documents/${document.id}`} size="sm">
                {t("to-newest-version")}
              </Anchor>
            </Alert>
          )}
          <PageOrigin document={document} page={page} isRepeatable={isNewest} />
          <Remarks remarks={[...document.remarks, ...page.remarks].filter(isFirst)} />
          <ReadingParts reading={reading} page={page} choice={choice} tab={view.tab} onShow={view.show} />
        </Stack>
      </div>
    </Screen>
  );
}

function isFirst(remark: string, at: number, all: string[]): boolean {
  return all.indexOf(remark) === at;
}
