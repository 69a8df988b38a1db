import { Button, Group } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { contentOf, save } from "@/api/files";
import type { Marks } from "@/features/findings/queries";
import { useWords } from "@/words";
import type { Segmentation } from "./queries";
import { csvOf } from "./table";

const OFFERED = ["labels.nii.gz", "organs.glb", "scene.html"];

/** The downloads: labels, surfaces, the offline 3D page and the table. */
export function Downloads({ segmentation, marks }: { segmentation: Segmentation; marks: Marks }) {
  const words = useWords();
  const offered = segmentation.files.filter(({ name }) => OFFERED.includes(name));
  const table = () => {
    const url = URL.createObjectURL(new Blob([csvOf(segmentation, { marks, words })], { type: "text/csv" }));
    Object.assign(document.createElement("a"), { href: url, download: "measurements.csv" }).click();
    URL.revokeObjectURL(url);
  };
  return (
    <Group gap={6} mt="sm">
      {offered.map(({ name, artifact }) => (
        <Button
          key={name}
          size="compact-xs"
          variant="default"
          leftSection={<IconDownload size={13} aria-hidden />}
          onClick={() => void save(contentOf(artifact), name)}
        >
          {words.t(`file-${name.replaceAll(".", "-")}`)}
        </Button>
      ))}
      <Button
        size="compact-xs"
        variant="default"
        leftSection={<IconDownload size={13} aria-hidden />}
        onClick={table}
      >
        {words.t("file-table")}
      </Button>
    </Group>
  );
}
