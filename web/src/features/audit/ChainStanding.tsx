import { Alert, Text } from "@mantine/core";
import { useWords } from "@/words";
import { useChain } from "./queries";

/** Whether the audit was changed, and when that was last looked at. */
export function ChainStanding() {
  const { t, moment } = useWords();
  const { data: chain } = useChain();
  if (!chain) return null;
  const signed = chain.checkpoint_at
    ? t("audit-chain-signed", { at: moment(chain.checkpoint_at), count: chain.checkpoint_events ?? 0 })
    : t("audit-chain-unsigned");
  const verified = chain.verified_at
    ? t(chain.is_whole ? "audit-chain-verified" : "audit-chain-broken", { at: moment(chain.verified_at) })
    : t("audit-chain-unverified");
  return (
    <Alert variant="light" color={chain.is_whole === false ? "red" : "gray"} title={verified}>
      <Text size="sm">
        {t("audit-chain-events", { count: chain.events })} {signed}
      </Text>
    </Alert>
  );
}
