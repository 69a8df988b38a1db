import { Stack, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { LinkButton } from "@/ui/LinkButton";
import { Remarks } from "@/ui/Remarks";
import { Screen } from "@/ui/Screen";
import { Surface } from "@/ui/Surface";
import { useWords } from "@/words";
import { Abstention } from "./Abstention";
import { Answer } from "./Answer";
import classes from "./assays.module.css";
import { Charts } from "./Charts";
import { Contributions } from "./Contributions";
import { Neighbours } from "./Neighbours";
import { PanelTable } from "./PanelTable";
import { type RiskScore, useModels, useReportOf } from "./queries";

/** What a model said of a specimen, why, how like its training the specimen is, and where its limits are. */
export function RiskScoreReading({ score }: { score: RiskScore }) {
  const { t, moment } = useWords();
  const models = useModels();
  const report = useReportOf(score);
  const model = models.data?.find(({ name }) => name === score.model);
  return (
    <Screen
      title={model?.title ?? score.model}
      about={[
        `${t("specimen")} ${score.specimen}`,
        `${score.model} ${score.version}`,
        moment(score.created_at),
      ].join(" · ")}
      actions={
        <>
          {report.data && (
            <LinkButton to={`/reports/${report.data}`} size="xs">
              {t("report")}
            </LinkButton>
          )}
          <LinkButton to={`/models#${score.model}`} variant="default" size="xs">
            {t("network-card")}
          </LinkButton>
          <LinkButton to={`/cases/${score.case}`} variant="default" size="xs">
            {t("to-the-case")}
          </LinkButton>
        </>
      }
    >
      <div className={classes["page"]}>
        <Stack>
          <Surface p="md">
            {score.is_abstained ? <Abstention score={score} /> : <Answer score={score} />}
            <Remarks remarks={[...score.remarks, ...(model?.limits ?? [])]} />
          </Surface>
          {score.contributions.length > 0 && (
            <Part title={t("contributions")}>
              <Contributions score={score} />
            </Part>
          )}
        </Stack>
        <Stack>
          {score.panels.length > 0 && (
            <Part title={t("panels")}>
              <PanelTable panels={score.panels} />
            </Part>
          )}
          {score.neighbours.length > 0 && (
            <Part title={t("neighbours")}>
              <Neighbours score={score} />
            </Part>
          )}
          <Charts score={score} />
        </Stack>
      </div>
    </Screen>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Surface p="md">
      <Title order={2} size="h5" mb="xs">
        {title}
      </Title>
      {children}
    </Surface>
  );
}
