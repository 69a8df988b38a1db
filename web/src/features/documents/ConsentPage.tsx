import { Stack, Text, Title } from "@mantine/core";
import { Empty } from "@/ui/Empty";
import { Screen } from "@/ui/Screen";
import { QueryResult } from "@/ui/QueryResult";
import { sizeText } from "@/ui/size";
import { Surface } from "@/ui/Surface";
import { useWords } from "@/words";
import { type Consent, useConsent } from "./consent";
import { ConsentChoice } from "./ConsentChoice";
import classes from "./documents.module.css";

const TERMS = ["recipient", "sent", "redacted", "visible", "unsent", "limits", "withdrawal"];
const MINUTE_S = 60;

/** The terms of the external OCR service and the organisation's consent to them. */
export function ConsentPage() {
  const { t } = useWords();
  const consent = useConsent();
  return (
    <Screen title={t("external-ocr")} about={t("external-ocr-about")}>
      <QueryResult query={consent}>
        {(loaded) => (
          <Stack>
            {loaded.is_offered || loaded.given_at ? (
              <ConsentChoice consent={loaded} />
            ) : (
              <Empty title={t("external-ocr-off")}>{t("external-ocr-off-about")}</Empty>
            )}
            <Terms consent={loaded} />
          </Stack>
        )}
      </QueryResult>
    </Screen>
  );
}

function Terms({ consent: { address, limits } }: { consent: Consent }) {
  const words = useWords();
  const { t, number } = words;
  const limitValues = {
    address,
    size: sizeText(limits.page_bytes, words),
    attempts: limits.attempts,
    seconds: limits.answer_seconds,
    minutes: number(limits.run_seconds / MINUTE_S),
  };
  return (
    <Surface p="md">
      <Title order={2} size="h5" mb="xs">
        {t("external-ocr-terms")}
      </Title>
      <dl className={classes["terms"]}>
        {TERMS.map((term) => (
          <div key={term}>
            <dt>{t(`external-ocr-${term}`)}</dt>
            <dd>
              <Text size="sm">{t(`external-ocr-${term}-about`, limitValues)}</Text>
            </dd>
          </div>
        ))}
      </dl>
    </Surface>
  );
}
