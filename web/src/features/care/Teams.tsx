import { Button, Group, MultiSelect, Stack, TextInput, Title } from "@mantine/core";
import { useState } from "react";
import { Confirmation } from "@/ui/Confirmation";
import { Form } from "@/ui/Form";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { QueryResult } from "@/ui/QueryResult";
import { Surface } from "@/ui/Surface";
import { useWords } from "@/words";
import { type Team, useColleagues, useTeamChange, useTeams } from "./queries";

/** The departments and teams of the organisation, and who is in them. */
export function Teams() {
  const { t } = useWords();
  const teams = useTeams();
  const { create } = useTeamChange();
  const [name, setName] = useState("");
  return (
    <Surface p="md">
      <Stack>
        <Title order={2} size="h5">
          {t("teams")}
        </Title>
        <Form
          label={t("team-new")}
          onSubmit={() => create.mutate(name.trim(), { onSuccess: () => setName("") })}
        >
          <Group align="flex-end" gap="xs">
            <TextInput
              label={t("team-name")}
              maxLength={100}
              autoComplete="off"
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Button type="submit" variant="default" loading={create.isPending} disabled={!name.trim()}>
              {t("team-new")}
            </Button>
          </Group>
          {create.isError && <ProblemNotice error={create.error} />}
        </Form>
        <QueryResult query={teams}>
          {({ items }) => (
            <Stack gap="sm">
              {items.map((team) => (
                <TeamRow key={team.id} team={team} />
              ))}
            </Stack>
          )}
        </QueryResult>
      </Stack>
    </Surface>
  );
}

function TeamRow({ team }: { team: Team }) {
  const { t } = useWords();
  const colleagues = useColleagues();
  const { member, remove } = useTeamChange();
  const [isLeaving, setLeaving] = useState(false);
  const present = team.people.map(({ id }) => id);
  const names = new Map(
    [...team.people, ...(colleagues.data?.items ?? [])].map(({ id, name }) => [id, name]),
  );
  const change = (chosen: string[]) => {
    const person_id =
      chosen.find((id) => !present.includes(id)) ?? present.find((id) => !chosen.includes(id));
    if (person_id) member.mutate({ team_id: team.id, person_id, isAdded: chosen.length > present.length });
  };
  return (
    <div>
      <Group align="flex-end" gap="xs">
        <MultiSelect
          label={team.name}
          searchable
          style={{ flexGrow: 1 }}
          value={present}
          disabled={member.isPending}
          onChange={change}
          data={[...names].map(([value, label]) => ({ value, label }))}
        />
        <Button
          variant="subtle"
          aria-label={t("team-delete-of", { name: team.name })}
          onClick={() => setLeaving(true)}
        >
          {t("team-delete")}
        </Button>
      </Group>
      {member.isError && <ProblemNotice error={member.error} />}
      {isLeaving && (
        <Confirmation
          act={t("team-delete")}
          about={t("team-delete-about", { name: team.name })}
          isPending={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutate(team.id)}
          onClose={() => setLeaving(false)}
        />
      )}
    </div>
  );
}
