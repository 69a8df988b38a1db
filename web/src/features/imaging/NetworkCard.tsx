import { Button, Collapse, Group, Text, Title } from "@mantine/core";
import { useState } from "react";
import type { Schemas } from "@/api/client";
import { State } from "@/ui/State";
import { Surface } from "@/ui/Surface";
import { useWords } from "@/words";
import classes from "@/ui/ui.module.css";

/** One network: whether it is here, what it was trained for, under which licence; its card as its makers wrote it. */
export function NetworkCard({ network }: { network: Schemas["NetworkOut"] }) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <Surface p="md">
      <Group justify="space-between">
        <Title order={3} size="h5">
          {network.name} {network.version}
        </Title>
        <State tone={network.is_available ? "good" : "quiet"}>
          {t(network.is_available ? "network-here" : "network-not-here")}
        </State>
      </Group>
      {network.is_demonstration && (
        <Text size="sm" mt={4}>
          {t("network-demonstration")}
        </Text>
      )}
      <Text size="sm" c="dimmed" mt={4}>
        {network.licence} · {network.citation}
      </Text>
      {network.card && (
        <>
          <Button
            size="compact-sm"
            variant="default"
            mt="sm"
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            {t("network-card")}
          </Button>
          <Collapse expanded={isOpen}>
            <pre className={classes["modelcard"]}>{network.card}</pre>
          </Collapse>
        </>
      )}
    </Surface>
  );
}
