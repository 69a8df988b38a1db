import { Stack, Text } from "@mantine/core";
import { useWords } from "@/words";
import { Facts } from "./Facts";
import type { Kept } from "./queries";

/** Why the records cannot be erased yet: what the law has kept, each with its last day. */
export function KeptRecords({ kept }: { kept: Kept[] }) {
  const { t, day } = useWords();
  const shown = (until: string) => day(`${until}T00:00:00`); // a day of the hospital, in no time zone
  const last =
    kept
      .map(({ until }) => until)
      .sort()
      .at(-1) ?? "";
  return (
    <Stack gap="xs">
      <Text size="sm" fw={500}>
        {t("erasure-kept")}
      </Text>
      <Text size="xs">{t("erasure-kept-about", { until: shown(last) })}</Text>
      <Facts
        rows={kept.map(({ kind, until }) => [
          t(`kept-kind-${kind}`),
          t("erasure-kept-until", { day: shown(until) }),
        ])}
      />
      <Text size="xs" c="dimmed">
        {t("erasure-kept-law")}
      </Text>
    </Stack>
  );
}
