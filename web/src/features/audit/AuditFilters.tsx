import { Group, Select, TextInput } from "@mantine/core";
import { useWords } from "@/words";
import { ACTIONS, keyOf } from "./actions";

interface Props {
  search: URLSearchParams;
  onSet: (name: string, value: string | null) => void;
}

/** Which events are shown: of one kind, from one day, to another. */
export function AuditFilters({ search, onSet: set }: Props) {
  const { t } = useWords();
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
        data={ACTIONS.map((each) => ({ value: each, label: t(keyOf(each)) }))}
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
    </Group>
  );
}
