import { Table, Text, Title } from "@mantine/core";
import { valueText, volumeOf } from "@/features/findings/finding";
import { Marked } from "@/features/findings/Marked";
import type { Marks } from "@/features/findings/queries";
import { Surface } from "@/ui/Surface";
import ui from "@/ui/ui.module.css";
import { useWords } from "@/words";
import type { Segmentation } from "./queries";
import { changesOf, dateOf, inOrder } from "./comparing";

const MOST = 4;

/** Volumes from one segmentation to the next, oldest first; a value that is a bound is not compared. */
export function Comparison({ segmentations, marks }: { segmentations: Segmentation[]; marks: Marks }) {
  const words = useWords();
  const { t, day } = words;
  const ordered = inOrder(segmentations).slice(-MOST);
  const [first] = ordered;
  if (!first) return null;
  return (
    <Surface p="md">
      <Title order={3} size="h6">
        {t("comparison")}
      </Title>
      <Text size="xs" c="dimmed" mb="xs">
        {t("comparison-about")}
      </Text>
      <div className={ui["scroll"]}>
        <Table miw={460}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("organ")}</Table.Th>
              {ordered.map((segmentation) => (
                <Table.Th key={segmentation.id}>
                  {day(dateOf(segmentation))} · {t("version-number", { version: segmentation.version })}
                </Table.Th>
              ))}
              <Table.Th>{t("change")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {first.segments.map(({ name, text }) => {
              const volumes = ordered.map(({ segments }) => {
                const segment = segments.find((candidate) => candidate.name === name);
                return segment && volumeOf(segment);
              });
              return (
                <Table.Tr key={name}>
                  <Table.Td>{text}</Table.Td>
                  {volumes.map((volume, at) => (
                    <Table.Td key={ordered[at]?.id}>
                      <Marked mark={volume && marks.get(volume.id)}>{valueText(volume)}</Marked>
                    </Table.Td>
                  ))}
                  <Table.Td>{changesOf(volumes, words)}</Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </div>
    </Surface>
  );
}
