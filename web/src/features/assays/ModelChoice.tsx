import { Radio, Stack, Text } from "@mantine/core";
import { Loading } from "@/ui/Loading";
import { useWords } from "@/words";
import { aucOf } from "./merit";
import classes from "./assays.module.css";
import { type PanelMatch, panelsIn } from "./matching";
import { type OmicsModel, useCards } from "./queries";
import type { TableHead } from "./reading";

interface Props {
  models: OmicsModel[];
  tables: TableHead[];
  chosen: string;
  onChoose: (model: string) => void;
}

/** The choice of a model, with its panels, how far the tables cover them, its AUC and its first limit. */
export function ModelChoice({ models, tables, chosen, onChoose }: Props) {
  const words = useWords();
  const { t } = words;
  const usable = models.filter(({ is_usable }) => is_usable);
  const cards = useCards(usable.map(({ name }) => name));
  if (!cards) return <Loading />; // else the order would change under the pointer
  const isReadable = tables.some(({ header }) => header !== null);
  const matchesOf = (model: OmicsModel): PanelMatch[] => {
    const card = cards.find((candidate) => candidate.model.name === model.name);
    return isReadable && card ? panelsIn(card, tables) : [];
  };
  return (
    <Radio.Group label={t("model")} value={chosen} onChange={onChoose}>
      <Stack gap={6} mt={6}>
        {[...usable]
          .map((model) => ({ model, matches: matchesOf(model) }))
          .sort((a, b) => Number(isReady(b.matches)) - Number(isReady(a.matches)))
          .map(({ model, matches }) => (
            <div
              key={model.name}
              className={classes["model"]}
              data-chosen={chosen === model.name || undefined}
            >
              <Radio value={model.name} label={model.title} />
              <Text size="sm" className={classes["indent"] ?? ""}>
                {model.panels
                  .map((panel, at) => {
                    const here = matches[at];
                    if (!here) return t("panel-needs", { panel: panel.text, count: panel.features });
                    return here.absent.length && here.found
                      ? t("panel-found-absent", {
                          panel: here.panel,
                          found: here.found,
                          expected: here.expected,
                          absent: here.absent.join(", "),
                        })
                      : t("panel-found", { panel: here.panel, found: here.found, expected: here.expected });
                  })
                  .join(" · ")}
              </Text>
              <Text size="xs" c="dimmed" className={classes["indent"] ?? ""}>
                {[aucOf(model, words), model.limits[0]?.text].filter(Boolean).join(" · ")}
              </Text>
            </div>
          ))}
      </Stack>
    </Radio.Group>
  );
}

/** Whether at least one panel can be used. */
function isReady(matches: PanelMatch[]): boolean {
  return matches.some(({ isEnough }) => isEnough);
}
