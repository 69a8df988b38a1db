import type { ReactNode } from "react";
import { onlyWhenComposed } from "./composition";

/** A form that leaves sending to its handler. Enter within a Hangul syllable does not submit it. */
export function Form({
  onSubmit,
  children,
  label,
}: {
  onSubmit: () => void;
  children: ReactNode;
  label: string;
}) {
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- it only holds a key back
    <form
      aria-label={label}
      noValidate
      onKeyDown={onlyWhenComposed}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
    </form>
  );
}
