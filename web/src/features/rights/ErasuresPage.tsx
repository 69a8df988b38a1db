import { Alert, Button, Code, Group, Text } from "@mantine/core";
import { useState } from "react";
import { Empty } from "@/ui/Empty";
import { LinkButton } from "@/ui/LinkButton";
import { More } from "@/ui/More";
import { QueryResult } from "@/ui/QueryResult";
import { Screen } from "@/ui/Screen";
import { Surface } from "@/ui/Surface";
import { useWords } from "@/words";
import { ErasureRow } from "./ErasureRow";
import { useErasures } from "./queries";
import classes from "./rights.module.css";

/** The erasures that wait for an administrator, and the one that was just done. */
export function ErasuresPage() {
  const { t } = useWords();
  const erasures = useErasures();
  const [erased, setErased] = useState<string | null>(null);
  return (
    <Screen title={t("erasures")} about={t("erasures-about")}>
      {erased && <Erased patientId={erased} onDone={() => setErased(null)} />}
      <QueryResult query={erasures}>
        {({ pages }) => {
          const rows = pages.flatMap(({ items }) => items);
          if (!rows.length) return <Empty title={t("erasures-none")}>{t("erasures-none-about")}</Empty>;
          return (
            <Surface>
              <ul className={classes["rows"]} aria-label={t("erasures")}>
                {rows.map((proposal) => (
                  <ErasureRow
                    key={proposal.id}
                    proposal={proposal}
                    onErased={() => setErased(proposal.patient_id)}
                  />
                ))}
              </ul>
              <More list={erasures} />
            </Surface>
          );
        }}
      </QueryResult>
    </Screen>
  );
}

/** Says whose records are gone, and where their access log is. */
function Erased({ patientId, onDone }: { patientId: string; onDone: () => void }) {
  const { t } = useWords();
  return (
    <Alert role="status" variant="light" title={t("erasure-done")}>
      <Text size="sm">{t("erasure-done-about")}</Text>
      <Group mt="sm" gap="sm">
        <Code className={classes["id"] ?? ""}>{patientId}</Code>
        <LinkButton to={`/audit?patient=${patientId}`} size="xs" variant="default">
          {t("erasure-audit")}
        </LinkButton>
        <Button size="xs" variant="subtle" onClick={onDone}>
          {t("done")}
        </Button>
      </Group>
    </Alert>
  );
}
