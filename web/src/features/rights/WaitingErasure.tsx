import { Button, Stack, Text } from "@mantine/core";
import { useMe } from "@/api/me";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { State } from "@/ui/State";
import { useWords } from "@/words";
import { ProposalFacts } from "./ProposalFacts";
import { type Erasure, useWithdraw } from "./queries";

/** An erasure that waits for an administrator, as those see it who see the patient. Who proposed it may withdraw it. */
export function WaitingErasure({ proposal }: { proposal: Erasure }) {
  const { t } = useWords();
  const me = useMe().data?.id;
  const withdraw = useWithdraw(proposal.id);
  return (
    <Stack gap="xs" align="flex-start">
      <State tone="open">{t("erasure-waits")}</State>
      <Text size="xs">{t("erasure-waits-about")}</Text>
      <ProposalFacts proposal={proposal} />
      {withdraw.isError && <ProblemNotice error={withdraw.error} />}
      {proposal.proposed_by.id === me && (
        <Button
          size="xs"
          variant="default"
          loading={withdraw.isPending}
          onClick={() => withdraw.mutate(undefined)}
        >
          {t("erasure-withdraw")}
        </Button>
      )}
    </Stack>
  );
}
