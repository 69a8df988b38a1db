import { Stack, Text } from "@mantine/core";
import { useMay } from "@/api/me";
import { LinkButton } from "@/ui/LinkButton";
import { Shown } from "@/ui/Shown";
import { Surface } from "@/ui/Surface";
import { useWords } from "@/words";
import classes from "./assays.module.css";
import { CohortRow } from "./CohortRow";
import { useAssays, useCohortScores, useModels, useRiskScores } from "./queries";
import { ScoreRow } from "./ScoreRow";

/** What models have said of a case's tables, and which panels were found in them. */
export function ScoresSection({ caseId }: { caseId: string }) {
  const { t } = useWords();
  const may = useMay();
  const scores = useRiskScores(caseId);
  const cohorts = useCohortScores(caseId);
  const assays = useAssays(caseId);
  const models = useModels();
  const titleOf = (name: string) => models.data?.find((each) => each.name === name)?.title ?? name;
  const panelOf = (model: string, panel: string) =>
    models.data?.find(({ name }) => model.startsWith(`${name} `))?.panels.find(({ name }) => name === panel)
      ?.text ?? panel;
  const answers = cohorts.data?.items ?? [];
  return (
    <Stack gap="sm">
      <Shown query={scores}>
        {({ items }) =>
          items.length || answers.length ? (
            <Surface>
              {items.map((score) => (
                <ScoreRow key={score.id} score={score} title={titleOf(score.model)} />
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
      </Shown>
      {(assays.data?.items.length ?? 0) > 0 && (
        <ul className={classes["assays"]} aria-label={t("assays")}>
          {assays.data?.items.map(({ id, specimen, panel, model }) => (
            <li key={id}>{t("assay-said", { specimen, panel: panelOf(model, panel), model })}</li>
          ))}
        </ul>
      )}
      {may("request-analyses") && (
        <div>
          <LinkButton to={`/cases/${caseId}/ask`} variant="default" size="xs">
            {t("ask")}
          </LinkButton>
        </div>
      )}
    </Stack>
  );
}
