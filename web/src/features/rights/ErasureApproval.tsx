import { Button, Code, Group, Modal, Stack, Text } from "@mantine/core";
import { PasskeyNotice } from "@/features/proofs/PasskeyNotice";
import { useProof } from "@/features/proofs/proof";
import { ProofFields } from "@/features/proofs/ProofFields";
import { Form } from "@/ui/Form";
import { useWords } from "@/words";
import { ProposalFacts } from "./ProposalFacts";
import { type Erasure, useApprove } from "./queries";
import classes from "./rights.module.css";

interface Props {
  proposal: Erasure;
  onErased: () => void;
  onClose: () => void;
}

/** Says what an approval erases, and that it cannot be undone, and has the administrator prove that it is theirs. */
export function ErasureApproval({ proposal, onErased, onClose }: Props) {
  const { t } = useWords();
  const proof = useProof();
  const approve = useApprove(proposal.id);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("erasure-approve-title")}
      closeButtonProps={{ "aria-label": t("cancel") }}
      transitionProps={{ duration: 0 }}
    >
      <Form
        label={t("erasure-approve-title")}
        onSubmit={() => approve.mutate(proof.prove, { onSuccess: onErased })}
      >
        <Stack>
          <Text size="sm">{t("erasure-approve-everything")}</Text>
          <Code className={classes["id"] ?? ""}>{proposal.patient_id}</Code>
          <ProposalFacts proposal={proposal} />
          <Text size="sm" fw={600}>
            {t("erasure-approve-final")}
          </Text>
          <ProofFields proof={proof} about={t("proof-of-erasure-about")} />
          {approve.isError && <PasskeyNotice error={approve.error} />}
          <Group>
            <Button type="submit" color="red.9" disabled={!proof.isReady} loading={approve.isPending}>
              {t("erasure-approve-do")}
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
