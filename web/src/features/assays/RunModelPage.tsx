import { Button, Checkbox, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useNavigate, useParams } from "react-router";
import { Empty } from "@/ui/Empty";
import { Form } from "@/ui/Form";
import { LinkButton } from "@/ui/LinkButton";
import { Loading } from "@/ui/Loading";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { Screen } from "@/ui/Screen";
import { QueryResult } from "@/ui/QueryResult";
import { Surface } from "@/ui/Surface";
import { useWords } from "@/words";
import { RunModelForm } from "./RunModelForm";
import { type ModelRun, useRunModel, useHeads, useTables } from "./queries";

/** Runs a risk model on tables that the case holds already. */
export function RunModelPage() {
  const { caseId = "" } = useParams();
  const { t, moment } = useWords();
  const go = useNavigate();
  const tables = useTables(caseId);
  const running = useRunModel(caseId);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const heads = useHeads((tables.data ?? []).filter(({ id }) => chosen.has(id)));
  const [run, setRun] = useState<ModelRun>({ model: "", specimen: "", isCohort: false });
  const send = () =>
    running.mutate({ ...run, artifacts: [...chosen] }, { onSuccess: () => void go(`/cases/${caseId}`) });
  return (
    <Screen
      title={t("run-model")}
      about={t("run-model-about")}
      actions={
        <LinkButton to={`/cases/${caseId}`} variant="default">
          {t("back-to-case")}
        </LinkButton>
      }
    >
      <QueryResult query={tables}>
        {(loaded) =>
          loaded.length ? (
            <Surface p="lg">
              <Form label={t("run-model")} onSubmit={send}>
                <Stack>
                  <Checkbox.Group
                    label={t("tables")}
                    value={[...chosen]}
                    onChange={(ids) => setChosen(new Set(ids))}
                  >
                    <Stack gap={6} mt={6}>
                      {loaded.map(({ id, name, created_at }) => (
                        <Checkbox key={id} value={id} label={name} description={moment(created_at)} />
                      ))}
                    </Stack>
                  </Checkbox.Group>
                  {chosen.size > 0 &&
                    (heads ? <RunModelForm tables={heads} run={run} onChange={setRun} /> : <Loading />)}
                  {running.isError && <ProblemNotice error={running.error} />}
                  <Group>
                    <Button type="submit" loading={running.isPending} disabled={!chosen.size || !run.model}>
                      {t("run-model")}
                    </Button>
                    <Text size="sm" c="dimmed">
                      {t("run-model-then")}
                    </Text>
                  </Group>
                </Stack>
              </Form>
            </Surface>
          ) : (
            <Empty
              title={t("no-tables")}
              action={<LinkButton to={`/new?case=${caseId}`}>{t("add-files")}</LinkButton>}
            />
          )
        }
      </QueryResult>
    </Screen>
  );
}
