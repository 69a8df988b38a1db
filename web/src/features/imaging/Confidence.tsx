import { Progress, Text } from "@mantine/core";
import { useWords } from "@/words";

const HIGH = 0.8;
const FAIR = 0.6;

/** An expected Dice from 0 to 1, in per cent, and a bar that is read at a glance. */
export function Confidence({ value }: { value: number }) {
  const { t } = useWords();
  const colour = value >= HIGH ? "teal" : value >= FAIR ? "yellow" : "orange";
  return (
    <div title={t("confidence-about")}>
      <Text size="sm" component="span" style={{ fontVariantNumeric: "tabular-nums" }}>
        {Math.round(100 * value)}%
      </Text>
      <Progress value={value * 100} size={3} color={colour} aria-hidden />
    </div>
  );
}
