import { Button, Text } from "@mantine/core";
import { More } from "@/ui/More";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { QueryResult } from "@/ui/QueryResult";
import { State, type Tone } from "@/ui/State";
import { useWords } from "@/words";
import { type Delivery, type Endpoint, keyOf, useDeliveries, useReplay } from "./queries";
import classes from "./webhooks.module.css";

const TONES: Record<Delivery["state"], Tone> = { waiting: "busy", delivered: "good", failed: "bad" };

/** The messages to an address with their delivery attempts. Every message can be sent again. */
export function DeliveryLog({ endpoint }: { endpoint: Endpoint }) {
  const { t, moment, number } = useWords();
  const deliveries = useDeliveries(endpoint.id, true);
  const replay = useReplay();
  return (
    <QueryResult query={deliveries}>
      {({ pages }) => {
        const rows = pages.flatMap(({ items }) => items);
        if (!rows.length)
          return (
            <Text size="sm" c="dimmed" mt="sm">
              {t("deliveries-none")}
            </Text>
          );
        return (
          <>
            {replay.isError && <ProblemNotice error={replay.error} onRetry={() => replay.reset()} />}
            <ul className={classes["log"]} aria-label={t("webhook-log")}>
              {rows.map((delivery) => (
                <li key={delivery.id}>
                  <div>
                    <Text size="sm" fw={600}>
                      {t(keyOf(delivery.event))}
                    </Text>
                    <Text size="xs" c="dimmed">
                      {moment(delivery.created_at)}
                    </Text>
                  </div>
                  <div>
                    <State tone={TONES[delivery.state]}>{t(`delivery-${delivery.state}`)}</State>
                    {delivery.sendings.map((sending) => (
                      <Text key={sending.number} size="xs" c="dimmed">
                        {t(sending.status === null ? "attempt-unanswered" : "attempt-answered", {
                          number: sending.number,
                          status: sending.status ?? 0,
                          error: sending.error,
                          seconds: number(sending.seconds, 1),
                        })}
                      </Text>
                    ))}
                  </div>
                  <Button
                    size="compact-xs"
                    variant="default"
                    disabled={delivery.state === "waiting"}
                    loading={replay.isPending && replay.variables === delivery.id}
                    onClick={() => replay.mutate(delivery.id)}
                  >
                    {t("replay")}
                  </Button>
                </li>
              ))}
            </ul>
            <More list={deliveries} isSmall />
          </>
        );
      }}
    </QueryResult>
  );
}
