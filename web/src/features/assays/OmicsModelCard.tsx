import { Group, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useLocation } from "react-router";
import { CardText } from "@/ui/CardText";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { State } from "@/ui/State";
import { Surface } from "@/ui/Surface";
import { useWords } from "@/words";
import { aucOf } from "./merit";
import { type OmicsModel, useCard } from "./queries";

/** One omics model: what it answers from what, how good it was, where its limits are; its card as it was written. */
export function OmicsModelCard({ model }: { model: OmicsModel }) {
  const words = useWords();
  const { t } = words;
  const { hash } = useLocation();
  const [isOpen, setOpen] = useState(hash === `#${model.name}`);
  const card = useCard(model.name, isOpen);
  return (
    <Surface p="md">
      <Group justify="space-between" id={model.name}>
        <Title order={3} size="h5">
          {model.title}
        </Title>
        <State tone={model.is_usable ? "good" : "bad"}>
          {t(model.is_usable ? "model-usable" : "model-not-usable")}
        </State>
      </Group>
      <Text size="sm" mt={4}>
        {[
          model.panels
            .map(({ text, features }) => t("panel-needs", { panel: text, count: features }))
            .join(", "),
          aucOf(model, words),
        ].join(" · ")}
      </Text>
      <ul>
        {model.limits.map(({ code, text }) => (
          <li key={code}>
            <Text size="sm">{text}</Text>
          </li>
        ))}
      </ul>
      <Text size="sm" c="dimmed">
        {model.name} {model.version} · {model.licence} · {model.citation}
      </Text>
      <CardText isOpen={isOpen} onToggle={() => setOpen(!isOpen)} text={card.data?.card}>
        {card.isError && <ProblemNotice error={card.error} />}
      </CardText>
    </Surface>
  );
}
