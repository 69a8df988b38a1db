import { useStoredUrl } from "@/api/useStored";
import { useWords } from "@/words";
import classes from "./jobs.module.css";
import type { Job } from "./queries";

/** The preview of a running job in the language of the screen, if there is one. */
export function JobPreview({ job }: { job: Job }) {
  const { t, language } = useWords();
  const preview = job.previews.find(({ name }) => name.endsWith(`.${language}.png`));
  const { url } = useStoredUrl(preview && `/jobs/previews/${preview.id}`);
  return url ? <img src={url} alt={t("job-preview")} className={classes["preview"]} /> : null;
}
