import { Group, Select, TextInput } from "@mantine/core";
import { useWords } from "@/words";
import { ACTIONS, keyOf } from "./actions";
import { PatientFilter } from "./PatientFilter";

export const OUTCOMES = ["success", "refused", "failed"] as const;

interface Props {
  search: URLSearchParams;
  onSet: (name: string, value: string | null) => void;
}

/** Which events are shown: of one kind, of one outcome, of one patient, from one day, to another. */
export function AuditFilters({ search, onSet: set }: Props) {
  const { t } = useWords();
  const patient = search.get("patient");
  return (
    <Group align="flex-end">
      <Select
        label={t("audit-action")}
        placeholder={t("all")}
        searchable
        clearable
        clearButtonProps={{ "aria-label": t("clear") }}
        value={search.get("action")}
        onChange={(value) => set("action", value)}
        data={ACTIONS.map((action) => ({ value: action, label: t(keyOf(action)) }))}
      />
      <Select
        label={t("audit-outcome")}
        placeholder={t("all")}
        clearable
        clearButtonProps={{ "aria-label": t("clear") }}
        value={search.get("outcome")}
        onChange={(value) => set("outcome", value)}
        data={OUTCOMES.map((outcome) => ({ value: outcome, label: t(`outcome-${outcome}`) }))}
      />
      {(["since", "until"] as const).map((name) => (
        <TextInput
          key={name}
          type="date"
          label={t(`audit-${name}`)}
          value={search.get(name) ?? ""}
          onChange={(event) => set(name, event.currentTarget.value)}
        />
      ))}
      <PatientFilter patient={patient} onSet={(id) => set("patient", id)} />
    </Group>
  );
}
