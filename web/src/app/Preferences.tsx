import { Group, SegmentedControl, useMantineColorScheme } from "@mantine/core";
import { language } from "@/api/language";
import { useWords } from "@/words";

/** Language and light, chosen before and after signing in. */
export function Preferences() {
  const { t, language: chosen } = useWords();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Group justify="space-between" gap="xs">
      <SegmentedControl
        size="xs"
        aria-label={t("language")}
        value={chosen}
        onChange={(value) => language.choose(value)}
        data={[
          { value: "ko", label: "한국어" },
          { value: "en", label: "English" },
        ]}
      />
      <SegmentedControl
        size="xs"
        aria-label={t("appearance")}
        value={colorScheme}
        onChange={(value) => setColorScheme(value)}
        data={[
          { value: "light", label: t("light") },
          { value: "dark", label: t("dark") },
          { value: "auto", label: t("automatic") },
        ]}
      />
    </Group>
  );
}
