import { ActionIcon, Button, Group, Text } from "@mantine/core";
import { IconChevronLeft, IconChevronRight, IconZoomIn, IconZoomOut } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useWords } from "@/words";

interface Props {
  number: number;
  last: number;
  isWhole: boolean;
  zoom: number;
  onTurn: (page: number) => void;
  onWhole: (isWhole: boolean) => void;
  onZoom: (zoom: number) => void;
}

/** How many times the width of the pane a page may be shown. */
export const ZOOMS = [1, 1.5, 2, 3];

/** Which page is shown, how large, and with how many boxes. */
export function PageTools({ number, last, isWhole, zoom, onTurn, onWhole, onZoom }: Props) {
  const { t } = useWords();
  return (
    <Group justify="space-between" gap="xs">
      <Group gap={4} role="group" aria-label={t("page-choice")}>
        <Tool label={t("previous-page")} isOff={number <= 1} onClick={() => onTurn(number - 1)}>
          <IconChevronLeft size={16} aria-hidden />
        </Tool>
        <Text size="sm" px={6} aria-live="polite">
          {t("page-of", { number, count: last })}
        </Text>
        <Tool label={t("next-page")} isOff={number >= last} onClick={() => onTurn(number + 1)}>
          <IconChevronRight size={16} aria-hidden />
        </Tool>
      </Group>
      <Group gap={4}>
        <Button
          size="compact-sm"
          variant={isWhole ? "light" : "default"}
          aria-pressed={isWhole}
          onClick={() => onWhole(!isWhole)}
        >
          {t("all-boxes")}
        </Button>
        <Tool label={t("zoom-out")} isOff={zoom === 0} onClick={() => onZoom(zoom - 1)}>
          <IconZoomOut size={16} aria-hidden />
        </Tool>
        <Tool label={t("zoom-in")} isOff={zoom === ZOOMS.length - 1} onClick={() => onZoom(zoom + 1)}>
          <IconZoomIn size={16} aria-hidden />
        </Tool>
      </Group>
    </Group>
  );
}

interface ToolProps {
  label: string;
  isOff: boolean;
  onClick: () => void;
  children: ReactNode;
}

function Tool({ label, isOff, onClick, children }: ToolProps) {
  return (
    <ActionIcon variant="default" aria-label={label} disabled={isOff} onClick={onClick}>
      {children}
    </ActionIcon>
  );
}
