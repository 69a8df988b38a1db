import { Alert, Button, Group, Modal, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useNavigate } from "react-router";
import { Form } from "@/ui/Form";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { useWords } from "@/words";
import { useBeginEmergency, usePolicy } from "./queries";

export const SHORTEST_REASON = 10;
const LONGEST_REASON = 1000;

/** Asks for the exact code of a patient and a reason, and begins an emergency access. */
export function EmergencyForm({ code: known, onClose }: { code: string; onClose: () => void }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const policy = usePolicy();
  const [code, setCode] = useState(known);
  const [reason, setReason] = useState("");
  const beginning = useBeginEmergency();
  const begin = () =>
    beginning.mutate(
      { code: code.trim(), reason: reason.trim() },
      {
        onSuccess: ({ patient_id }) => {
          onClose();
          void navigate(`/cases?patient=${patient_id}`);
        },
      },
    );
  const isEnough = code.trim() !== "" && reason.trim().length >= SHORTEST_REASON;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("emergency")}
      closeButtonProps={{ "aria-label": t("cancel") }}
      transitionProps={{ duration: 0 }}
    >
      <Form label={t("emergency")} onSubmit={begin}>
        <Stack>
          <Alert color="red" variant="light">
            <Text size="sm">{t("emergency-about", { hours: policy.data?.emergency_hours ?? 0 })}</Text>
          </Alert>
          <TextInput
            label={t("patient-code")}
            description={t("emergency-code-about")}
            maxLength={64}
            autoComplete="off"
            data-autofocus
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
          <Textarea
            label={t("emergency-reason")}
            description={t("emergency-reason-about", { least: SHORTEST_REASON })}
            autosize
            minRows={3}
            maxLength={LONGEST_REASON}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {beginning.isError && <ProblemNotice error={beginning.error} />}
          <Group>
            <Button type="submit" color="red.9" loading={beginning.isPending} disabled={!isEnough}>
              {t("emergency-begin")}
            </Button>
            <Button variant="subtle" onClick={onClose}>
              {t("cancel")}
            </Button>
          </Group>
        </Stack>
      </Form>
    </Modal>
  );
}
