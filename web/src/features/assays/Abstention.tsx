import { Text, Title } from "@mantine/core";
import { useWords } from "@/words";
import type { RiskScore } from "./queries";

/** The reasons why the model abstained. No number is shown. */
export function Abstention({ score }: { score: RiskScore }) {
  const { t } = useWords();
  return (
    <div role="note">
      <Title order={2} size="h4">
        {t("abstained-title")}
      </Title>
      <Text size="sm" mt={4}>
        {t("abstained-about")}
      </Text>
      <ul>
        {score.abstentions.map(({ code, text }) => (
          <li key={`${code} ${text}`}>{text}</li>
        ))}
      </ul>
    </div>
  );
}
