import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useWords } from "@/words";
import { ProblemNotice } from "./ProblemNotice";

interface Props {
  /** What is to be done, as on the button that asked for it. */
  act: string;
  /** What will happen then. */
  about: string;
  isPending: boolean;
  error: Error | null;
  onConfirm: () => void;
  onClose: () => void;
  /** What else is to be chosen. */
  children?: ReactNode;
}

/** Says what an act will do to whom, before it is done. */
export function Confirmation({ act, about, isPending, error, onConfirm, onClose, children }: Props) {
  const { t } = useWords();
  return (
    <Modal
      opened
      onClose={onClose}
      title={act}
      closeButtonProps={{ "aria-label": t("cancel") }}
      transitionProps={{ duration: 0 }}
    >
      <Stack>
        <Text size="sm">{about}</Text>
        {children}
        {error && <ProblemNotice error={error} />}
        <Group>
          <Button data-autofocus loading={isPending} onClick={onConfirm}>
            {act}
          </Button>
          <Button variant="subtle" onClick={onClose}>
            {t("cancel")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
