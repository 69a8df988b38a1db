import { Stack, Text, Title } from "@mantine/core";
import { Empty } from "@/ui/Empty";
import { Screen } from "@/ui/Screen";
import { Shown } from "@/ui/Shown";
import { sizeText } from "@/ui/size";
import { Surface } from "@/ui/Surface";
import { useWords } from "@/words";
import { type Consent, useConsent } from "./consent";
import { ConsentChoice } from "./ConsentChoice";
import classes from "./documents.module.css";

const ASKED = ["whom", "what", "masked", "leaves", "stays", "limits", "withdrawn"];
const MINUTE_S = 60;

/** What is sent to the reading service outside and how it is masked, and the organisation's consent to it. */
export function ConsentPage() {
  const { t } = useWords();
  const consent = useConsent();
  return (
    <Screen title={t("outside")} about={t("outside-about")}>
      <Shown query={consent}>
        {(found) => (
          <Stack>
            {found.is_offered || found.given_at ? (
              <ConsentChoice consent={found} />
            ) : (
              <Empty title={t("outside-off")}>{t("outside-off-about")}</Empty>
            )}
            <Terms consent={found} />
          </Stack>
        )}
      </Shown>
    </Screen>
  );
}

function Terms({ consent: { address, limits } }: { consent: Consent }) {
  const words = useWords();
  const { t, number } = words;
  const said = {
    address,
    size: sizeText(limits.page_bytes, words),
    attempts: limits.attempts,
    seconds: limits.answer_seconds,
    minutes: number(limits.run_seconds / MINUTE_S),
  };
  return (
    <Surface p="md">
      <Title order={2} size="h5" mb="xs">
        {t("outside-terms")}
      </Title>
      <dl className={classes["terms"]}>
        {ASKED.map((each) => (
          <div key={each}>
            <dt>{t(`outside-${each}`)}</dt>
            <dd>
              <Text size="sm">{t(`outside-${each}-said`, said)}</Text>
            </dd>
          </div>
        ))}
      </dl>
    </Surface>
  );
}
