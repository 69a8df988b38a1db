import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useWords } from "@/words";
import { ProblemNotice } from "./ProblemNotice";

interface Props {
  /** What is to be done, as on the button that asked for it. */
  act: string;
  /** The heading, where the act alone does not say enough. */
  title?: string;
  /** What will happen then. */
  about: string;
  /** Whether what else is to be chosen was chosen. */
  isReady?: boolean;
  isPending: boolean;
  error: Error | null;
  onConfirm: () => void;
  onClose: () => void;
  /** What else is to be chosen. */
  children?: ReactNode;
}

/** Says what an act will do to whom, before it is done. */
export function Confirmation(props: Props) {
  const { act, title = act, about, isReady = true, isPending, error, onConfirm, onClose, children } = props;
  const { t } = useWords();
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      closeButtonProps={{ "aria-label": t("cancel") }}
      transitionProps={{ duration: 0 }}
    >
      <Stack>
        <Text size="sm">{about}</Text>
        {children}
        {error && <ProblemNotice error={error} />}
        <Group>
          <Button data-autofocus disabled={!isReady} loading={isPending} onClick={onConfirm}>
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
