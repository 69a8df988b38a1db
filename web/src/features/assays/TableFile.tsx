import { Text } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck, IconFileDots } from "@tabler/icons-react";
import { useWords } from "@/words";
import classes from "./assays.module.css";
import type { TableHead } from "./reading";

/** One table: how large it is, and what is in doubt about it, with row and column. */
export function TableFile({ name, head }: { name: string; head: TableHead | undefined }) {
  const { t, number } = useWords();
  if (!head) return null;
  const Icon = head.header === null ? IconFileDots : head.doubts.length ? IconAlertTriangle : IconCircleCheck;
  const size =
    head.header === null
      ? t("table-read-later")
      : t(head.isWhole ? "table-size" : "table-size-at-least", {
          rows: number(head.rows.length),
          columns: number(head.header.length),
        });
  return (
    <div className={classes["file"]} data-doubtful={head.doubts.length > 0 || undefined}>
      <Icon size={18} stroke={1.7} aria-hidden />
      <div>
        <Text size="sm" fw={600} truncate>
          {name}
        </Text>
        <Text size="xs" c="dimmed">
          {size}
        </Text>
        {head.doubts.map(({ kind, row, column, name: heading }) => (
          <Text key={`${kind} ${column}`} size="sm">
            {t(`table-doubt-${kind}`, { row, column, name: heading })}
          </Text>
        ))}
      </div>
    </div>
  );
}
