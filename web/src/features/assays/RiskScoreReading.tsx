import { Stack, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { useMarks } from "@/features/findings/queries";
import { LinkButton } from "@/ui/LinkButton";
import { Warnings } from "@/ui/Warnings";
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
import { type RiskScore, useModels } from "./queries";

/** What a model said of a specimen, why, how like its training the specimen is, and where its limits are. */
export function RiskScoreReading({ score }: { score: RiskScore }) {
  const { t, moment } = useWords();
  const models = useModels();
  const marks = useMarks([score.report]);
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
          {score.report && (
            <LinkButton to={`/reports/${score.report}`} size="xs">
              {t("report")}
            </LinkButton>
          )}
          <LinkButton to={`/models#${score.model}`} variant="default" size="xs">
            {t("network-card")}
          </LinkButton>
          <LinkButton to={`/cases/${score.case}`} variant="default" size="xs">
            {t("back-to-case")}
          </LinkButton>
        </>
      }
    >
      <div className={classes["page"]}>
        <Stack>
          <Surface p="md">
            {score.is_withheld ? <Abstention score={score} /> : <Answer {...{ score, marks }} />}
            <Warnings notes={[...score.notes, ...(model?.limits ?? [])]} />
          </Surface>
          {score.contributions.length > 0 && (
            <Part title={t("contributions")}>
              <Contributions {...{ score, marks }} />
            </Part>
          )}
        </Stack>
        <Stack>
          {score.panels.length > 0 && (
            <Part title={t("panels")}>
              <PanelTable panels={score.panels} marks={marks} />
            </Part>
          )}
          {score.neighbours.length > 0 && (
            <Part title={t("neighbours")}>
              <Neighbours score={score} />
            </Part>
          )}
          <Charts {...{ score, marks }} />
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
