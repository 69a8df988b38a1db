import { Button, Group, Stack, Text, Title } from "@mantine/core";
import type { Schemas } from "@/api/client";
import { useMe } from "@/api/me";
import { More } from "@/ui/More";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { Surface } from "@/ui/Surface";
import { useWords } from "@/words";
import { type Proposal, useApprove, useProposals, useWithdraw } from "./proposals";

type Approved = Schemas["ApprovedOut"];

/** What waits for a second administrator. */
export function Proposals({ onApproved }: { onApproved: (approved: Approved) => void }) {
  const { t } = useWords();
  const proposals = useProposals();
  const rows = proposals.data?.pages.flatMap(({ items }) => items) ?? [];
  if (!rows.length) return null;
  return (
    <Surface p="md">
      <Title order={2} size="h5">
        {t("proposals")}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t("proposals-about")}
      </Text>
      <Stack component="ul" gap="sm" p={0} m={0} aria-label={t("proposals")}>
        {rows.map((proposal) => (
          <Row key={proposal.id} proposal={proposal} onApproved={onApproved} />
        ))}
      </Stack>
      <More list={proposals} />
    </Surface>
  );
}

function Row({ proposal, onApproved }: { proposal: Proposal; onApproved: (approved: Approved) => void }) {
  const { t, moment } = useWords();
  const me = useMe().data?.id;
  const approve = useApprove(proposal.id);
  const withdraw = useWithdraw(proposal.id);
  const { user, proposed_by } = proposal;
  const isOwn = proposed_by.id === me;
  const failed = [approve, withdraw].find(({ isError }) => isError);
  return (
    <Group component="li" justify="space-between" gap="sm">
      <div>
        <Text size="sm" fw={600}>
          {t(`act-${proposal.act}`, { email: user.email })}
        </Text>
        <Text size="xs" c="dimmed">
          {t("proposed", { by: proposed_by.name || proposed_by.email, until: moment(proposal.expires_at) })}
        </Text>
        {failed && <ProblemNotice error={failed.error} />}
      </div>
      <Group gap={6}>
        {!isOwn && user.id !== me && (
          <Button
            size="xs"
            loading={approve.isPending}
            onClick={() => approve.mutate(undefined, { onSuccess: onApproved })}
          >
            {t("approve")}
          </Button>
        )}
        <Button size="xs" variant="default" onClick={() => withdraw.mutate(undefined)}>
          {t(isOwn ? "withdraw-proposal" : "refuse")}
        </Button>
      </Group>
    </Group>
  );
}
