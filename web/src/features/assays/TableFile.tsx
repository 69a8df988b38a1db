import { Text } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck, IconFileDots } from "@tabler/icons-react";
import { useWords } from "@/words";
import classes from "./assays.module.css";
import type { TableHead } from "./reading";

/** One table: its size, and what to check in it, with row and column. */
export function TableFile({ name, head }: { name: string; head: TableHead | undefined }) {
  const { t, number } = useWords();
  if (!head) return null;
  const Icon = head.header === null ? IconFileDots : head.flags.length ? IconAlertTriangle : IconCircleCheck;
  const size =
    head.header === null
      ? t("table-read-later")
      : t(head.isWhole ? "table-size" : "table-size-at-least", {
          rows: number(head.rows.length),
          columns: number(head.header.length),
        });
  return (
    <div className={classes["file"]} data-flagged={head.flags.length > 0 || undefined}>
      <Icon size={18} stroke={1.7} aria-hidden />
      <div>
        <Text size="sm" fw={600} truncate>
          {name}
        </Text>
        <Text size="xs" c="dimmed">
          {size}
        </Text>
        {head.flags.map(({ kind, row, column, name: heading }) => (
          <Text key={`${kind} ${column}`} size="sm">
            {t(`table-flag-${kind}`, { row, column, name: heading })}
          </Text>
        ))}
      </div>
    </div>
  );
}
