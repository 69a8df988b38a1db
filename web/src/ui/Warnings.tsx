import { IconInfoCircle } from "@tabler/icons-react";
import { useWords } from "@/words";
import type { Note } from "./notes";
import classes from "./ui.module.css";

/** Warnings about a result, less prominent than the result itself. The same text is shown once. */
export function Warnings({ notes }: { notes: Note[] }) {
  const { t } = useWords();
  if (!notes.length) return null;
  const texts = [...new Set(notes.map(({ text }) => text))];
  return (
    <ul className={classes["warnings"]} aria-label={t("warnings")}>
      {texts.map((text) => (
        <li key={text}>
          <IconInfoCircle size={15} stroke={1.7} aria-hidden />
          <span>{text}</span>
        </li>
      ))}
    </ul>
  );
}
