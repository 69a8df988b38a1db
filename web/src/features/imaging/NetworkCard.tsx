import { Group, Text, Title } from "@mantine/core";
import { useState } from "react";
import type { Schemas } from "@/api/client";
import { CardText } from "@/ui/CardText";
import { State } from "@/ui/State";
import { Surface } from "@/ui/Surface";
import { useWords } from "@/words";

/** One network: whether it is installed, its licence, its citation and its model card. */
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
          {t(network.is_available ? "network-installed" : "network-not-installed")}
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
      {network.card && <CardText isOpen={isOpen} onToggle={() => setOpen(!isOpen)} text={network.card} />}
    </Surface>
  );
}
