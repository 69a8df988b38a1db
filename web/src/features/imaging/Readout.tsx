import { Text } from "@mantine/core";
import { useWords } from "@/words";
import type { Location } from "./viewing";

const AXES = [
  ["R", "L"],
  ["A", "P"],
  ["S", "I"],
] as const;

/** Where the crosshair is in the patient, its attenuation, and the organ there. */
export function Readout({ location, organ }: { location: Location | null; organ: string }) {
  const { t, number } = useWords();
  const place = location?.mm.map(
    (mm, axis) => `${AXES[axis]?.[mm >= 0 ? 0 : 1] ?? ""} ${number(Math.abs(mm), 1)}`,
  );
  const said = place
    ? [`${place.join("  ")} mm`, location?.hu !== null && `${number(location?.hu ?? 0)} HU`, organ]
    : [];
  return (
    <div>
      <Text size="xs" mih={20} style={{ fontVariantNumeric: "tabular-nums" }}>
        {said.filter(Boolean).join(" · ")}
      </Text>
      <Text size="xs" c="dimmed" visibleFrom="sm">
        {t("viewer-keys")}
      </Text>
    </div>
  );
}
