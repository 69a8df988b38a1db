import { Button, Checkbox, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { State } from "@/ui/State";
import { Surface } from "@/ui/Surface";
import { useWords } from "@/words";
import { type Consent, useGive, useWithdraw } from "./consent";

/** The status of the consent, which is given after its terms were read and withdrawn after a confirmation. */
export function ConsentChoice({ consent }: { consent: Consent }) {
  const { t, moment } = useWords();
  return (
    <Surface p="md">
      <Stack gap="sm">
        <State tone={consent.given_at ? "good" : "quiet"}>
          {t(consent.given_at ? "consent-given" : "consent-none")}
        </State>
        {consent.given_at && (
          <Text size="sm">
            {t("consent-given-by", { who: consent.given_by ?? "–", moment: moment(consent.given_at) })}
          </Text>
        )}
        {!consent.is_offered && <Text size="sm">{t("external-ocr-off-about")}</Text>}
        {consent.given_at ? <Withdrawing /> : <Giving />}
      </Stack>
    </Surface>
  );
}

function Giving() {
  const { t } = useWords();
  const [hasRead, setRead] = useState(false);
  const give = useGive();
  return (
    <>
      <Checkbox
        label={t("consent-read")}
        checked={hasRead}
        onChange={(event) => setRead(event.currentTarget.checked)}
      />
      {give.isError && <ProblemNotice error={give.error} />}
      <Group>
        <Button disabled={!hasRead} loading={give.isPending} onClick={() => give.mutate()}>
          {t("consent-give")}
        </Button>
      </Group>
    </>
  );
}

function Withdrawing() {
  const { t } = useWords();
  const [isSure, setSure] = useState(false);
  const withdraw = useWithdraw();
  return (
    <>
      {withdraw.isError && <ProblemNotice error={withdraw.error} />}
      <Group gap="xs">
        {isSure ? (
          <>
            <Button color="red.9" loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
              {t("consent-withdraw-sure")}
            </Button>
            <Button variant="subtle" onClick={() => setSure(false)}>
              {t("back")}
            </Button>
          </>
        ) : (
          <Button variant="default" onClick={() => setSure(true)}>
            {t("consent-withdraw")}
          </Button>
        )}
      </Group>
    </>
  );
}
