import { Checkbox, Select, Stack, TextInput } from "@mantine/core";
import { QueryResult } from "@/ui/QueryResult";
import { useWords } from "@/words";
import { specimensOf } from "./matching";
import { ModelChoice } from "./ModelChoice";
import { type ModelRun, useModels } from "./queries";
import type { TableHead } from "./reading";

interface Props {
  /** The heads of the tables, as far as they could be read on this device. */
  tables: TableHead[];
  run: ModelRun;
  onChange: (run: ModelRun) => void;
}

/** The choice of a model and of a specimen. */
export function RunModelForm({ tables, run, onChange }: Props) {
  const { t } = useWords();
  const models = useModels();
  const specimens = [...new Set(tables.flatMap(specimensOf))];
  const mayHaveSeveral = specimens.length > 1 || tables.some(({ header }) => header === null);
  return (
    <QueryResult query={models}>
      {(loaded) => (
        <Stack gap="sm">
          <ModelChoice
            models={loaded}
            tables={tables}
            chosen={run.model}
            onChoose={(model) => onChange({ ...run, model })}
          />
          {run.model && mayHaveSeveral && (
            <Checkbox
              label={t("run-every-row")}
              description={t("run-every-row-about")}
              checked={run.isCohort}
              onChange={(event) => onChange({ ...run, isCohort: event.currentTarget.checked })}
            />
          )}
          {run.model && !run.isCohort && specimens.length > 1 && (
            <Select
              label={t("specimen")}
              description={t("specimen-choose")}
              searchable
              maw={360}
              limit={100}
              value={run.specimen || null}
              onChange={(specimen) => onChange({ ...run, specimen: specimen ?? "" })}
              data={specimens}
            />
          )}
          {run.model && !run.isCohort && !specimens.length && mayHaveSeveral && (
            <TextInput
              label={t("specimen")}
              description={t("specimen-name")}
              maw={360}
              maxLength={256}
              value={run.specimen}
              onChange={(event) => onChange({ ...run, specimen: event.currentTarget.value })}
            />
          )}
        </Stack>
      )}
    </QueryResult>
  );
}
