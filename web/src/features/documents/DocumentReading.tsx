import { Alert, Anchor, Stack } from "@mantine/core";
import { Link } from "react-router";
import { LinkButton } from "@/ui/LinkButton";
import { Warnings } from "@/ui/Warnings";
import { Screen } from "@/ui/Screen";
import { useWords } from "@/words";
import classes from "./documents.module.css";
import { ExportMenu } from "./ExportMenu";
import { PageOrigin } from "./PageOrigin";
import { PagePane } from "./PagePane";
import { ReadingParts } from "./ReadingParts";
import type { Reading } from "./queries";
import { ResolvingColumn } from "./ResolvingColumn";
import { useChoice } from "./useChoice";
import { useView } from "./useView";

/** A version of a document: the page with its boxes, and beside it the review and the recognised values. */
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
            {t("back-to-case")}
          </LinkButton>
        </>
      }
    >
      <div className={classes["page"]}>
        <PagePane
          reading={reading}
          page={page}
          decisions={choice.decisions}
          spot={view.spot}
          chosen={choice.boxes}
          onTurn={view.turn}
          onPoint={choice.point}
        />
        <Stack gap="md">
          {isNewest ? (
            <ResolvingColumn reading={reading} page={page} choice={choice} />
          ) : (
            <Alert color="gray" title={t("earlier-version")}>
              <Anchor component={Link} to={`/documents/${document.id}`} size="sm">
                {t("to-newest-version")}
              </Anchor>
            </Alert>
          )}
          <PageOrigin document={document} page={page} isRepeatable={isNewest} />
          <Warnings notes={[...document.notes, ...page.notes]} />
          <ReadingParts reading={reading} page={page} choice={choice} tab={view.tab} onShow={view.show} />
        </Stack>
      </div>
    </Screen>
  );
}
