import { Button, Group, Text, Title } from "@mantine/core";
import { IconFolderPlus } from "@tabler/icons-react";
import { type DragEvent, useRef, useState } from "react";
import { useWords } from "@/words";
import classes from "./artifacts.module.css";
import { filesChosen, filesDropped } from "./dropped";

/** Where files and folders are dropped, or chosen with the keyboard. */
export function DropZone({ onFiles, isCompact }: { onFiles: (files: File[]) => void; isCompact: boolean }) {
  const { t } = useWords();
  const [isOver, setOver] = useState(false);
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void filesDropped(event.dataTransfer).then(onFiles);
  };
  const choose = (input: HTMLInputElement) => {
    const chosen = filesChosen(input.files);
    input.value = "";
    if (chosen.length) onFiles(chosen);
  };
  return (
    <div
      role="group"
      aria-label={t("drop")}
      className={`${classes["drop"] ?? ""} ${isCompact ? (classes["compact"] ?? "") : ""}`}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <IconFolderPlus size={isCompact ? 28 : 44} stroke={1.2} aria-hidden />
      <Title order={2} size="h4">
        {t("drop")}
      </Title>
      {!isCompact && (
        <Text c="dimmed" maw={520}>
          {t("drop-about")}
        </Text>
      )}
      <Group justify="center" gap="xs">
        <Button variant="default" onClick={() => files.current?.click()}>
          {t("choose-files")}
        </Button>
        <Button variant="default" onClick={() => folder.current?.click()}>
          {t("choose-folder")}
        </Button>
      </Group>
      <input
        ref={files}
        type="file"
        multiple
        hidden
        aria-label={t("choose-files")}
        onChange={(e) => choose(e.currentTarget)}
      />
      <input
        ref={folder}
        type="file"
        multiple
        hidden
        aria-label={t("choose-folder")}
        {...{ webkitdirectory: "" }}
        onChange={(e) => choose(e.currentTarget)}
      />
    </div>
  );
}
