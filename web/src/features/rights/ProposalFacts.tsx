import { useWords } from "@/words";
import { Facts } from "./Facts";
import type { Erasure } from "./queries";

/** Why an erasure was proposed, by whom and when, and until when it can be approved. */
export function ProposalFacts({ proposal }: { proposal: Erasure }) {
  const { t, moment } = useWords();
  const { reason, proposed_by: person, created_at, expires_at } = proposal;
  return (
    <Facts
      rows={[
        [t("erasure-reason"), t(`erasure-reason-${reason}`)],
        [t("erasure-proposed-by"), `${person.name} · ${t(`role-${person.role}`)}`],
        [t("erasure-proposed-at"), moment(created_at)],
        [t("erasure-expires-at"), moment(expires_at)],
      ]}
    />
  );
}
