import classes from "./rights.module.css";

/** Names, each with what it stands for. */
export function Facts({ rows }: { rows: [string, string][] }) {
  return (
    <dl className={classes["facts"]}>
      {rows.map(([name, value]) => (
        <div key={name} style={{ display: "contents" }}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
