import { Select } from "@mantine/core";
import { useSearchParams } from "react-router";
import { useWords } from "@/words";
import type { Segmentation } from "./queries";

/** Which segmentation of a series is shown, where it was segmented more than once. */
export function VersionChoice({
  segmentations,
  shown,
}: {
  segmentations: Segmentation[];
  shown: Segmentation;
}) {
  const { t, day } = useWords();
  const [, setSearch] = useSearchParams();
  if (segmentations.length < 2) return null;
  return (
    <Select
      size="xs"
      w={190}
      aria-label={t("version")}
      allowDeselect={false}
      value={String(shown.version)}
      onChange={(version) => setSearch(version ? { version } : {}, { replace: true })}
      data={segmentations.map(({ version, created_at }) => ({
        value: String(version),
        label: t("version-of", { version, day: day(created_at) }),
      }))}
    />
  );
}
