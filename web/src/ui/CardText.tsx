import { Button, Collapse } from "@mantine/core";
import type { ReactNode } from "react";
import { useWords } from "@/words";
import classes from "./ui.module.css";

interface Props {
  isOpen: boolean;
  onToggle: () => void;
  text: string | undefined;
  /** Content above the text. */
  children?: ReactNode;
}

/** The text of a model card, opened by a button. */
export function CardText({ isOpen, onToggle, text, children }: Props) {
  const { t } = useWords();
  return (
    <>
      <Button size="compact-sm" variant="default" mt="sm" aria-expanded={isOpen} onClick={onToggle}>
        {t("network-card")}
      </Button>
      <Collapse expanded={isOpen}>
        {children}
        <pre className={classes["modelcard"]}>{text}</pre>
      </Collapse>
    </>
  );
}
