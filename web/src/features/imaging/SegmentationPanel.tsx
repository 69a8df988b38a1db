import { Text } from "@mantine/core";
import type { Marks } from "@/features/findings/queries";
import { Warnings } from "@/ui/Warnings";
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
  marks: Marks;
  reviewOf: ReviewOf;
  hidden: ReadonlySet<string>;
  /** The structure under the crosshair. */
  here: string | null;
  onToggle: (name: string) => void;
  onPlace: (place: Millimetres) => void;
}

/** The measurements, their confidence and warnings, and the downloads. */
export function SegmentationPanel({ series, segmentation, marks, ...table }: Props) {
  const { t } = useWords();
  return (
    <Surface p="sm">
      <div className={ui["scroll"]}>
        <OrganTable {...{ segmentation, marks }} {...table} />
      </div>
      <Text size="xs" c="dimmed" mt="sm">
        {t("table-about", { network: segmentation.network })}
      </Text>
      <Downloads {...{ segmentation, marks }} />
      <Warnings notes={[...series.notes, ...segmentation.notes]} />
    </Surface>
  );
}
