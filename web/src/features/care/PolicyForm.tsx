import { NumberInput, Radio, Stack, Switch, Title } from "@mantine/core";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { Surface } from "@/ui/Surface";
import { useWords } from "@/words";
import { type Policy, usePolicyChange } from "./queries";

const VISIBILITIES = ["open", "by-relation"] as const;
const PRESUMED = {
  presumes_research: "presumes-research",
  presumes_external_ocr: "presumes-external-ocr",
  presumes_external_model: "presumes-external-model",
} as const;
const MOST_HOURS = 72;

/** The organisation's rule of access. Each choice holds at once. */
export function PolicyForm({ policy, isEditable }: { policy: Policy; isEditable: boolean }) {
  const { t } = useWords();
  const change = usePolicyChange();
  const isLocked = !isEditable || change.isPending;
  return (
    <Surface p="md">
      <Stack>
        <Title order={2} size="h5">
          {t("access-rule")}
        </Title>
        <Radio.Group
          label={t("visibility")}
          value={policy.visibility}
          onChange={(value) => change.mutate({ visibility: value })}
        >
          <Stack gap="xs" mt="xs">
            {VISIBILITIES.map((value) => (
              <Radio
                key={value}
                value={value}
                disabled={isLocked}
                label={t(`visibility-${value}`)}
                description={t(`visibility-${value}-about`)}
              />
            ))}
          </Stack>
        </Radio.Group>
        <NumberInput
          label={t("emergency-hours")}
          min={1}
          max={MOST_HOURS}
          allowDecimal={false}
          clampBehavior="strict"
          maw={220}
          disabled={!isEditable}
          defaultValue={policy.emergency_hours}
          onBlur={(event) => {
            const hours = Number(event.currentTarget.value);
            if (hours && hours !== policy.emergency_hours) change.mutate({ emergency_hours: hours });
          }}
        />
        {(Object.keys(PRESUMED) as (keyof typeof PRESUMED)[]).map((name) => (
          <Switch
            key={name}
            label={t(PRESUMED[name])}
            checked={policy[name]}
            disabled={isLocked}
            onChange={(event) => change.mutate({ [name]: event.currentTarget.checked })}
          />
        ))}
        {change.isError && <ProblemNotice error={change.error} />}
      </Stack>
    </Surface>
  );
}
