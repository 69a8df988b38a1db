import { useStoredUrl } from "@/api/useStored";
import { useWords } from "@/words";
import classes from "./jobs.module.css";
import type { Job } from "./queries";

/** The first picture of a job that still runs, in the language of the screen; nothing before there is one. */
export function JobPreview({ job }: { job: Job }) {
  const { t, language } = useWords();
  const shown = job.previews.find(({ name }) => name.endsWith(`.${language}.png`));
  const { url } = useStoredUrl(shown && `/jobs/previews/${shown.id}`);
  return url ? <img src={url} alt={t("first-picture")} className={classes["preview"]} /> : null;
}
