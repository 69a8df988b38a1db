import { Alert, Badge, Button, Group, Select, Stack, Text } from "@mantine/core";
import { IconShieldLock } from "@tabler/icons-react";
import { useState } from "react";
import { useMay } from "@/api/me";
import { Confirmation } from "@/ui/Confirmation";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { QueryResult } from "@/ui/QueryResult";
import { Surface } from "@/ui/Surface";
import { useWords } from "@/words";
import classes from "./care.module.css";
import { type Care, type Label, useCare, useCareChange } from "./queries";
import { RelationChoice } from "./RelationChoice";

const LABELS: Label[] = ["VIP", "EMP"];

/** Who cares for the patient of a case, and whether the patient is protected. */
export function CareSection({ patientId }: { patientId: string }) {
  const care = useCare(patientId);
  return (
    <Surface p="md">
      <QueryResult query={care}>{(loaded) => <CareTeam patientId={patientId} care={loaded} />}</QueryResult>
    </Surface>
  );
}

function CareTeam({ patientId, care }: { patientId: string; care: Care }) {
  const { t, moment } = useWords();
  const may = useMay();
  const { add, end, protect } = useCareChange(patientId);
  const [leaving, setLeaving] = useState<{ id: string; name: string } | null>(null);
  const failed = [add, protect].find(({ isError }) => isError);
  return (
    <Stack gap="sm">
      {care.emergency_until && (
        <Alert color="red" variant="light" title={t("emergency-runs")}>
          {t("emergency-runs-until", { moment: moment(care.emergency_until) })}
        </Alert>
      )}
      <Group gap="xs">
        {care.protection && (
          <Badge color="orange" variant="light" leftSection={<IconShieldLock size={13} aria-hidden />}>
            {t(`protected-${care.protection}`)}
          </Badge>
        )}
        <Text size="sm" c="dimmed">
          {t(`seen-by-${care.confidentiality}`)}
        </Text>
      </Group>
      {care.relations.length ? (
        <ul className={classes["list"]} aria-label={t("care-team")}>
          {care.relations.map(({ id, person, team }) => {
            const name = person?.name ?? team ?? "";
            return (
              <li key={id} className={classes["row"]}>
                <Text size="sm">{name}</Text>
                <Text size="xs" c="dimmed">
                  {person ? t(`role-${person.role}`) : t("team")}
                </Text>
                {care.may_change && (
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    aria-label={t("care-end-of", { name })}
                    onClick={() => setLeaving({ id, name })}
                  >
                    {t("care-end")}
                  </Button>
                )}
              </li>
            );
          })}
        </ul>
      ) : (
        <Text size="sm" c="dimmed">
          {t("care-nobody")}
        </Text>
      )}
      {leaving && (
        <Confirmation
          act={t("care-end")}
          about={t("care-end-about", { name: leaving.name })}
          isPending={end.isPending}
          error={end.error}
          onConfirm={() => end.mutate(leaving.id, { onSuccess: () => setLeaving(null) })}
          onClose={() => setLeaving(null)}
        />
      )}
      {care.may_change && <RelationChoice adding={add} relations={care.relations} />}
      {care.may_change && may("identify-patients") && (
        <Select
          label={t("protection")}
          description={t("protection-about")}
          allowDeselect={false}
          maw={320}
          value={care.protection ?? ""}
          disabled={protect.isPending}
          onChange={(value) => protect.mutate(value || null)}
          data={[
            { value: "", label: t("protection-none") },
            ...LABELS.map((value) => ({ value, label: t(`protected-${value}`) })),
          ]}
        />
      )}
      {failed && <ProblemNotice error={failed.error} />}
    </Stack>
  );
}
