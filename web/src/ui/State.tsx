import classes from "./ui.module.css";

export type Tone = "good" | "busy" | "quiet" | "bad" | "open";

/** A state in a word, with a dot in the same meaning. */
export function State({ tone, children }: { tone: Tone; children: string }) {
  return (
    <span className={classes["state"]} data-tone={tone}>
      {children}
    </span>
  );
}
