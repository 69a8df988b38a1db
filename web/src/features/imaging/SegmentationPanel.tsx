import { Text } from "@mantine/core";
import { Remarks } from "@/ui/Remarks";
import { Surface } from "@/ui/Surface";
import ui from "@/ui/ui.module.css";
import { useWords } from "@/words";
import { Downloads } from "./Downloads";
import type { Millimetres } from "./measuring";
import { OrganTable, type ReviewOf } from "./OrganTable";
import type { Segmentation, Series } from "./queries";

interface Props {
  series: Series;
  segmentation: Segmentation;
  reviewOf: ReviewOf;
  hidden: ReadonlySet<string>;
  /** The structure under the crosshair. */
  here: string | null;
  onToggle: (name: string) => void;
  onPlace: (place: Millimetres) => void;
}

/** What was measured, how far to trust it, and what can be taken along. */
export function SegmentationPanel({ series, segmentation, ...table }: Props) {
  const { t } = useWords();
  return (
    <Surface p="sm">
      <div className={ui["scroll"]}>
        <OrganTable segmentation={segmentation} {...table} />
      </div>
      <Text size="xs" c="dimmed" mt="sm">
        {t("table-about", { network: segmentation.network })}
      </Text>
      <Downloads segmentation={segmentation} />
      <Remarks remarks={[...series.remarks, ...segmentation.remarks]} />
    </Surface>
  );
}
