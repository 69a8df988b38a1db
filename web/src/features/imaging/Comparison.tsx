import { Table, Text, Title } from "@mantine/core";
import { Surface } from "@/ui/Surface";
import ui from "@/ui/ui.module.css";
import { useWords } from "@/words";
import { measured, valueOf } from "./measuring";
import type { Segmentation } from "./queries";
import { changesOf, inOrder } from "./comparing";

const MOST = 4;

/** Volumes from one segmentation to the next, oldest first; a value that is a bound is not compared. */
export function Comparison({ segmentations }: { segmentations: Segmentation[] }) {
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
              {ordered.map(({ id, created_at, version }) => (
                <Table.Th key={id}>
                  {day(created_at)} · {t("version-number", { version })}
                </Table.Th>
              ))}
              <Table.Th>{t("change")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {first.segments.map(({ name, text }) => {
              const volumes = ordered.map(({ segments }) => {
                const segment = segments.find((each) => each.name === name);
                return segment && measured(segment, "volume");
              });
              return (
                <Table.Tr key={name}>
                  <Table.Td>{text}</Table.Td>
                  {volumes.map((volume, at) => (
                    <Table.Td key={ordered[at]?.id}>{volume ? valueOf(volume, 1, words) : "–"}</Table.Td>
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
