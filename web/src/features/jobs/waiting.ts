import type { Words } from "@/words";
import type { Job } from "./queries";

const MINUTE_S = 60;

/** Return the place of a job in the queue or its time left, or an empty text if neither is known. */
export function waitingOf(job: Job, { t }: Words): string {
  if (job.is_finished) return "";
  if (job.cancel_requested) return t("job-cancelling");
  if (job.state === "pending") {
    if (job.attempt > 0) return t("job-next-attempt", { attempt: job.attempt + 1 });
    return job.ahead ? t("job-ahead", { count: job.ahead }) : t("job-next");
  }
  if (job.remaining_s === null) return "";
  if (job.remaining_s < 5) return t("job-almost");
  if (job.remaining_s < 1.5 * MINUTE_S)
    return t("job-seconds", { count: Math.ceil(job.remaining_s / 5) * 5 });
  return t("job-minutes", { count: Math.round(job.remaining_s / MINUTE_S) });
}

/** Return the words of a job's kind, or the kind itself if it has none. */
export function kindOf(kind: string, { t, has }: Words): string {
  return has(`kind-${kind}`) ? t(`kind-${kind}`) : kind;
}
