import { Button, Checkbox, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useNavigate, useParams } from "react-router";
import { Empty } from "@/ui/Empty";
import { Form } from "@/ui/Form";
import { LinkButton } from "@/ui/LinkButton";
import { Loading } from "@/ui/Loading";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { Screen } from "@/ui/Screen";
import { Shown } from "@/ui/Shown";
import { Surface } from "@/ui/Surface";
import { useWords } from "@/words";
import { AskingForm } from "./AskingForm";
import { type Asking, useAsk, useHeads, useTables } from "./queries";

/** Ask a model about tables that the case holds already. */
export function AskPage() {
  const { caseId = "" } = useParams();
  const { t, moment } = useWords();
  const go = useNavigate();
  const tables = useTables(caseId);
  const ask = useAsk(caseId);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const heads = useHeads((tables.data ?? []).filter(({ id }) => chosen.has(id)));
  const [asking, setAsking] = useState<Asking>({ model: "", specimen: "", isCohort: false });
  const send = () =>
    ask.mutate({ ...asking, artifacts: [...chosen] }, { onSuccess: () => void go(`/cases/${caseId}`) });
  return (
    <Screen
      title={t("ask")}
      about={t("ask-about")}
      actions={
        <LinkButton to={`/cases/${caseId}`} variant="default">
          {t("to-the-case")}
        </LinkButton>
      }
    >
      <Shown query={tables}>
        {(found) =>
          found.length ? (
            <Surface p="lg">
              <Form label={t("ask")} onSubmit={send}>
                <Stack>
                  <Checkbox.Group
                    label={t("ask-tables")}
                    value={[...chosen]}
                    onChange={(ids) => setChosen(new Set(ids))}
                  >
                    <Stack gap={6} mt={6}>
                      {found.map(({ id, name, created_at }) => (
                        <Checkbox key={id} value={id} label={name} description={moment(created_at)} />
                      ))}
                    </Stack>
                  </Checkbox.Group>
                  {chosen.size > 0 &&
                    (heads ? (
                      <AskingForm tables={heads} asking={asking} onChange={setAsking} />
                    ) : (
                      <Loading />
                    ))}
                  {ask.isError && <ProblemNotice error={ask.error} />}
                  <Group>
                    <Button type="submit" loading={ask.isPending} disabled={!chosen.size || !asking.model}>
                      {t("ask")}
                    </Button>
                    <Text size="sm" c="dimmed">
                      {t("ask-then")}
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
      </Shown>
    </Screen>
  );
}
