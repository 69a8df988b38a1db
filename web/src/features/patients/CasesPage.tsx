import { Button, Center, Group, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { useSearchParams } from "react-router";
import { useMay } from "@/api/me";
import { LinkButton } from "@/ui/LinkButton";
import { Screen } from "@/ui/Screen";
import { useWords } from "@/words";
import { CaseList } from "./CaseList";
import { usePatients } from "./queries";

const SOON_MS = 250;

interface Props {
  /** What is shown of a patient who was found, below their cases. */
  ofPatient?: (patientId: string) => ReactNode;
}

/** Cases, newest first, or those of a patient found by code. */
export function CasesPage({ ofPatient }: Props) {
  const { t } = useWords();
  const may = useMay();
  const [search, setSearch] = useSearchParams();
  const patient = search.get("patient") ?? undefined;
  const [code, setCode] = useState(search.get("code") ?? "");
  const [asked] = useDebouncedValue(code.trim().toUpperCase(), SOON_MS);
  const patients = usePatients(asked);
  const matches = asked ? (patients.data?.items ?? []) : [];
  return (
    <Screen title={t("cases")} actions={may("upload") && <LinkButton to="/new">{t("new-case")}</LinkButton>}>
      <Stack gap="sm">
        <TextInput
          type="search"
          label={t("find-patient")}
          placeholder={t("find-patient-example")}
          leftSection={<IconSearch size={16} aria-hidden />}
          maw={420}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        {asked && patients.isSuccess && !matches.length && (
          <Group gap="sm">
            <Text c="dimmed">{t("no-such-patient")}</Text>
            {may("access-in-emergency") && (
              <LinkButton to="/emergency-accesses">{t("emergency-accesses")}</LinkButton>
            )}
          </Group>
        )}
        {matches.length > 0 && (
          <Button.Group style={{ flexWrap: "wrap", gap: 6 }}>
            {matches.map(({ id, code: theirs }) => (
              <Button
                key={id}
                size="xs"
                variant={id === patient ? "filled" : "default"}
                onClick={() => setSearch(id === patient ? {} : { patient: id }, { replace: true })}
              >
                {theirs}
              </Button>
            ))}
          </Button.Group>
        )}
        {patient && (
          <Center>
            <Button variant="subtle" size="xs" onClick={() => setSearch({}, { replace: true })}>
              {t("all-cases")}
            </Button>
          </Center>
        )}
      </Stack>
      <CaseList {...(patient ? { patient } : {})} />
      {patient && ofPatient?.(patient)}
    </Screen>
  );
}
