import { Checkbox, Select, Stack, TextInput } from "@mantine/core";
import { Shown } from "@/ui/Shown";
import { useWords } from "@/words";
import { specimensOf } from "./matching";
import { ModelChoice } from "./ModelChoice";
import { type Asking, useModels } from "./queries";
import type { TableHead } from "./reading";

interface Props {
  /** What could be read of the tables on this machine. */
  tables: TableHead[];
  asking: Asking;
  onChange: (asking: Asking) => void;
}

/** Which model is asked, and of which specimen. */
export function AskingForm({ tables, asking, onChange }: Props) {
  const { t } = useWords();
  const models = useModels();
  const specimens = [...new Set(tables.flatMap(specimensOf))];
  const mayHaveSeveral = specimens.length > 1 || tables.some(({ header }) => header === null);
  return (
    <Shown query={models}>
      {(found) => (
        <Stack gap="sm">
          <ModelChoice
            models={found}
            tables={tables}
            chosen={asking.model}
            onChoose={(model) => onChange({ ...asking, model })}
          />
          {asking.model && mayHaveSeveral && (
            <Checkbox
              label={t("ask-every-row")}
              description={t("ask-every-row-about")}
              checked={asking.isCohort}
              onChange={(event) => onChange({ ...asking, isCohort: event.currentTarget.checked })}
            />
          )}
          {asking.model && !asking.isCohort && specimens.length > 1 && (
            <Select
              label={t("specimen")}
              description={t("specimen-choose")}
              searchable
              maw={360}
              limit={100}
              value={asking.specimen || null}
              onChange={(specimen) => onChange({ ...asking, specimen: specimen ?? "" })}
              data={specimens}
            />
          )}
          {asking.model && !asking.isCohort && !specimens.length && mayHaveSeveral && (
            <TextInput
              label={t("specimen")}
              description={t("specimen-name")}
              maw={360}
              maxLength={256}
              value={asking.specimen}
              onChange={(event) => onChange({ ...asking, specimen: event.currentTarget.value })}
            />
          )}
        </Stack>
      )}
    </Shown>
  );
}
