import { Button, Code, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useMe } from "@/api/me";
import { Confirmation } from "@/ui/Confirmation";
import { LinkButton } from "@/ui/LinkButton";
import { useWords } from "@/words";
import { ErasureApproval } from "./ErasureApproval";
import { ProposalFacts } from "./ProposalFacts";
import { type Erasure, useWithdraw } from "./queries";
import classes from "./rights.module.css";

const SHOWN = 8;

/** A proposed erasure: whose records, why, by whom and until when, and what an administrator makes of it. */
export function ErasureRow({ proposal, onErased }: { proposal: Erasure; onErased: () => void }) {
  const { t } = useWords();
  const me = useMe().data?.id;
  const [asked, ask] = useState<"approve" | "refuse" | null>(null);
  const withdraw = useWithdraw(proposal.id);
  const isOwn = proposal.proposed_by.id === me;
  const id = proposal.patient_id.slice(0, SHOWN);
  const close = () => ask(null);
  return (
    <li className={classes["row"]}>
      <Stack gap="xs">
        <Group gap="xs">
          <Text size="sm" fw={600}>
            {t("rights-id")}
          </Text>
          <Code className={classes["id"] ?? ""}>{proposal.patient_id}</Code>
        </Group>
        <ProposalFacts proposal={proposal} />
        {isOwn && (
          <Text size="xs" c="dimmed">
            {t("erasure-own")}
          </Text>
        )}
      </Stack>
      <Group gap={6}>
        {!isOwn && (
          <Button
            size="xs"
            color="red"
            variant="light"
            aria-label={t("erasure-approve-of", { id })}
            onClick={() => ask("approve")}
          >
            {t("erasure-approve")}
          </Button>
        )}
        <Button
          size="xs"
          variant="default"
          aria-label={isOwn ? t("erasure-withdraw") : t("erasure-refuse-of", { id })}
          onClick={() => ask("refuse")}
        >
          {t(isOwn ? "erasure-withdraw" : "erasure-refuse")}
        </Button>
        <LinkButton to={`/audit?patient=${proposal.patient_id}`} size="xs" variant="subtle">
          {t("erasure-audit")}
        </LinkButton>
      </Group>
      {asked === "approve" && <ErasureApproval proposal={proposal} onErased={onErased} onClose={close} />}
      {asked === "refuse" && (
        <Confirmation
          act={t(isOwn ? "erasure-withdraw" : "erasure-refuse")}
          title={t("erasure-refuse-title")}
          about={t("erasure-refuse-about")}
          isPending={withdraw.isPending}
          error={withdraw.error}
          onConfirm={() => withdraw.mutate(undefined, { onSuccess: close })}
          onClose={close}
        />
      )}
    </li>
  );
}
