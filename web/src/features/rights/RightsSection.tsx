import { Button, Code, CopyButton, Divider, Group, Stack, Text } from "@mantine/core";
import { DownloadButton } from "@/ui/DownloadButton";
import { QueryResult } from "@/ui/QueryResult";
import { Surface } from "@/ui/Surface";
import { useWords } from "@/words";
import { ErasureRequest } from "./ErasureRequest";
import { KeptRecords } from "./KeptRecords";
import { useErasability } from "./queries";
import classes from "./rights.module.css";
import { WaitingErasure } from "./WaitingErasure";

const SHOWN = 8;

interface Props {
  patientId: string;
  /** The patient's code, by which a person knows them. */
  code: string;
}

/** What a patient may ask for: a copy of the records, their erasure, and the ID that the access log is found by. */
export function RightsSection({ patientId, code }: Props) {
  const { t } = useWords();
  const erasability = useErasability(patientId);
  return (
    <Surface p="md">
      <Stack gap="sm">
        <Right title={t("rights-copy")} about={t("rights-copy-about")} />
        <DownloadButton
          path={`/patients/${patientId}/export`}
          name={`patient-export-${patientId.slice(0, SHOWN)}.zip`}
        >
          {t("rights-copy-download")}
        </DownloadButton>
        <Divider />
        <QueryResult query={erasability}>
          {({ kept, proposal }) => (
            <>
              <Right title={t("erasure")} about={kept.length || proposal ? "" : t("erasure-propose-about")} />
              {proposal && <WaitingErasure proposal={proposal} />}
              {kept.length > 0 && <KeptRecords kept={kept} />}
              {!kept.length && !proposal && <ErasureRequest patientId={patientId} code={code} />}
            </>
          )}
        </QueryResult>
        <Divider />
        <Right title={t("rights-id")} about={t("rights-id-about")} />
        <Group gap="xs">
          <Code className={classes["id"] ?? ""}>{patientId}</Code>
          <CopyButton value={patientId}>
            {({ copied, copy }) => (
              <Button size="compact-xs" variant="default" onClick={copy}>
                {t(copied ? "copied" : "copy")}
              </Button>
            )}
          </CopyButton>
        </Group>
      </Stack>
    </Surface>
  );
}

function Right({ title, about }: { title: string; about: string }) {
  return (
    <div>
      <Text size="sm" fw={600}>
        {title}
      </Text>
      {about && (
        <Text size="xs" c="dimmed">
          {about}
        </Text>
      )}
    </div>
  );
}
