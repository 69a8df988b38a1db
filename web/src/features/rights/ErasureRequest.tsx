import { Button, Select, Text } from "@mantine/core";
import { useState } from "react";
import { Confirmation } from "@/ui/Confirmation";
import { useWords } from "@/words";
import { type Reason, usePropose } from "./queries";

const REASONS: Reason[] = ["patient-request", "retention-ended", "entered-in-error"];

/** Proposes to erase a patient, after it has said what will be gone and asked why. */
export function ErasureRequest({ patientId, code }: { patientId: string; code: string }) {
  const { t } = useWords();
  const [isAsked, ask] = useState(false);
  const [reason, choose] = useState<Reason | null>(null);
  const propose = usePropose(patientId);
  const close = () => {
    ask(false);
    choose(null);
    propose.reset();
  };
  return (
    <div>
      <Button size="xs" color="red" variant="light" onClick={() => ask(true)}>
        {t("erasure-propose")}
      </Button>
      {isAsked && (
        <Confirmation
          act={t("erasure-propose")}
          title={t("erasure-propose-of", { code })}
          about={t("erasure-propose-everything", { code })}
          isReady={reason !== null}
          isPending={propose.isPending}
          error={propose.error}
          onConfirm={() => reason && propose.mutate(reason, { onSuccess: close })}
          onClose={close}
        >
          <Text size="sm">{t("erasure-propose-next")}</Text>
          <Text size="sm">{t("erasure-propose-copy-first")}</Text>
          <Select
            label={t("erasure-reason")}
            value={reason}
            onChange={(value) => choose(value)}
            data={REASONS.map((value) => ({ value, label: t(`erasure-reason-${value}`) }))}
          />
        </Confirmation>
      )}
    </div>
  );
}
