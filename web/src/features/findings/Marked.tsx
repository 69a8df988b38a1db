import { Badge } from "@mantine/core";
import type { ReactNode } from "react";
import { useWords } from "@/words";
import type { Mark } from "./finding";
import classes from "./findings.module.css";

interface Props {
  mark: Mark | null | undefined;
  children: ReactNode;
}

/** Something that states findings: struck out, with the reason, where a clinician withdrew or corrected one. */
export function Marked({ mark, children }: Props) {
  if (!mark) return children;
  return (
    <>
      <Struck mark={mark}>{children}</Struck>
      <MarkBadge mark={mark} />
    </>
  );
}

/** Something that states findings beside one that says why: struck out only. */
export function Struck({ mark, children }: Props) {
  if (!mark) return children;
  return (
    <span data-marked={mark} className={classes["struck"]}>
      {children}
    </span>
  );
}

/** What a clinician did to a finding. */
export function MarkBadge({ mark }: { mark: Mark | null | undefined }) {
  const { t } = useWords();
  if (!mark) return null;
  return (
    <Badge variant="light" color="gray" radius="sm" tt="none" ml={8}>
      {t(`mark-${mark}`)}
    </Badge>
  );
}
