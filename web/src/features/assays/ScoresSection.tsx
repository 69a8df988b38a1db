import { Stack, Text } from "@mantine/core";
import { useMay } from "@/api/me";
import { useMarks } from "@/features/findings/queries";
import { LinkButton } from "@/ui/LinkButton";
import { QueryResult } from "@/ui/QueryResult";
import { Surface } from "@/ui/Surface";
import { useWords } from "@/words";
import classes from "./assays.module.css";
import { CohortRow } from "./CohortRow";
import { useAssays, useCohortScores, useModels, useRiskScores } from "./queries";
import { ScoreRow } from "./ScoreRow";

/** The risk scores of a case, and the panels in its tables. */
export function ScoresSection({ caseId }: { caseId: string }) {
  const { t } = useWords();
  const may = useMay();
  const scores = useRiskScores(caseId);
  const cohorts = useCohortScores(caseId);
  const marks = useMarks((scores.data?.items ?? []).map(({ report }) => report));
  const assays = useAssays(caseId);
  const models = useModels();
  const titleOf = (name: string) => models.data?.find((model) => model.name === name)?.title ?? name;
  const panelOf = (model: string, panel: string) =>
    models.data?.find(({ name }) => model.startsWith(`${name} `))?.panels.find(({ name }) => name === panel)
      ?.text ?? panel;
  const answers = cohorts.data?.items ?? [];
  return (
    <Stack gap="sm">
      <QueryResult query={scores}>
        {({ items }) =>
          items.length || answers.length ? (
            <Surface>
              {items.map((score) => (
                <ScoreRow key={score.id} {...{ score, marks }} title={titleOf(score.model)} />
              ))}
              {answers.map((cohort) => (
                <CohortRow key={cohort.id} cohort={cohort} title={titleOf(cohort.model)} />
              ))}
            </Surface>
          ) : (
            <Text size="sm" c="dimmed">
              {t("no-scores")}
            </Text>
          )
        }
      </QueryResult>
      {(assays.data?.items.length ?? 0) > 0 && (
        <ul className={classes["assays"]} aria-label={t("assays")}>
          {assays.data?.items.map(({ id, specimen, panel, model }) => (
            <li key={id}>{t("assay-summary", { specimen, panel: panelOf(model, panel), model })}</li>
          ))}
        </ul>
      )}
      {may("request-analyses") && (
        <div>
          <LinkButton to={`/cases/${caseId}/risk-model`} variant="default" size="xs">
            {t("run-model")}
          </LinkButton>
        </div>
      )}
    </Stack>
  );
}
