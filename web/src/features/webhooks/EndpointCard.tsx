import { Button, Collapse, Group, Switch, Text, Title } from "@mantine/core";
import { useState } from "react";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { Surface } from "@/ui/Surface";
import { useWords } from "@/words";
import { DeliveryLog } from "./DeliveryLog";
import { type Endpoint, keyOf, useRemove, useRotate, useSwitch } from "./queries";
import classes from "./webhooks.module.css";

/** One webhook: its switch, its secret and its messages. Removal asks for a confirmation. */
export function EndpointCard({
  endpoint,
  onSecret,
}: {
  endpoint: Endpoint;
  onSecret: (secret: string) => void;
}) {
  const { t, moment } = useWords();
  const [isLogOpen, setLogOpen] = useState(false);
  const [isSure, setSure] = useState(false);
  const switching = useSwitch(endpoint.id);
  const rotate = useRotate(endpoint.id);
  const remove = useRemove(endpoint.id);
  const failed = [switching, rotate, remove].find(({ isError }) => isError);
  return (
    <Surface p="md">
      <Group justify="space-between" align="flex-start">
        <div className={classes["address"]}>
          <Title order={2} size="h5">
            {endpoint.url}
          </Title>
          <Text size="sm" c="dimmed">
            {endpoint.events.map((event) => t(keyOf(event))).join(", ")} · {moment(endpoint.created_at)}
          </Text>
        </div>
        <Switch
          label={t("webhook-enabled")}
          checked={endpoint.is_enabled}
          onChange={(event) => switching.mutate(event.currentTarget.checked)}
        />
      </Group>
      <Group gap="xs" mt="sm">
        <Button size="xs" variant="default" aria-expanded={isLogOpen} onClick={() => setLogOpen(!isLogOpen)}>
          {t("webhook-log")}
        </Button>
        <Button
          size="xs"
          variant="default"
          loading={rotate.isPending}
          onClick={() => rotate.mutate(undefined, { onSuccess: ({ secret }) => onSecret(secret) })}
        >
          {t("webhook-rotate")}
        </Button>
        {isSure ? (
          <>
            <Button
              size="xs"
              color="red.9"
              loading={remove.isPending}
              onClick={() => remove.mutate(undefined)}
            >
              {t("webhook-remove-sure")}
            </Button>
            <Button size="xs" variant="subtle" onClick={() => setSure(false)}>
              {t("back")}
            </Button>
          </>
        ) : (
          <Button size="xs" variant="default" onClick={() => setSure(true)}>
            {t("webhook-remove")}
          </Button>
        )}
      </Group>
      {failed && <ProblemNotice error={failed.error} onRetry={() => failed.reset()} />}
      <Collapse expanded={isLogOpen}>{isLogOpen && <DeliveryLog endpoint={endpoint} />}</Collapse>
    </Surface>
  );
}
