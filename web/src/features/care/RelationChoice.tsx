import { Button, Group, Select } from "@mantine/core";
import { useState } from "react";
import { Form } from "@/ui/Form";
import { useWords } from "@/words";
import { type Care, useCareChange, useColleagues, useTeams } from "./queries";

interface Props {
  adding: ReturnType<typeof useCareChange>["add"];
  relations: Care["relations"];
}

/** The person or team that is added to the care of a patient. */
export function RelationChoice({ adding, relations }: Props) {
  const { t } = useWords();
  const colleagues = useColleagues();
  const teams = useTeams();
  const [party, setParty] = useState<string | null>(null);
  const present = new Set(relations.map(({ person, team_id }) => person?.id ?? team_id));
  const options = [
    {
      group: t("teams"),
      items: (teams.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
    },
    {
      group: t("people"),
      items: (colleagues.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
    },
  ].map(({ group, items }) => ({ group, items: items.filter(({ value }) => !present.has(value)) }));
  const isTeam = teams.data?.items.some(({ id }) => id === party);
  const add = () =>
    adding.mutate(isTeam ? { team_id: party } : { person_id: party }, { onSuccess: () => setParty(null) });
  return (
    <Form label={t("care-add")} onSubmit={add}>
      <Group align="flex-end" gap="xs">
        <Select
          label={t("care-add")}
          searchable
          clearable
          nothingFoundMessage={t("care-no-match")}
          value={party}
          onChange={setParty}
          data={options}
        />
        <Button type="submit" variant="default" loading={adding.isPending} disabled={!party}>
          {t("add")}
        </Button>
      </Group>
    </Form>
  );
}
