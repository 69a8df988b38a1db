import { IconInfoCircle } from "@tabler/icons-react";
import { useWords } from "@/words";
import classes from "./ui.module.css";

/** What lowers trust in a result: said plainly, and not louder than the result. */
export function Remarks({ remarks }: { remarks: string[] }) {
  const { t } = useWords();
  if (!remarks.length) return null;
  return (
    <ul className={classes["remarks"]} aria-label={t("remarks")}>
      {remarks.map((remark) => (
        <li key={remark}>
          <IconInfoCircle size={15} stroke={1.7} aria-hidden />
          <span>{remark}</span>
        </li>
      ))}
    </ul>
  );
}
