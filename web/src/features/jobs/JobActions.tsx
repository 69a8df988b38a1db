import { Button, Group } from "@mantine/core";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { useWords } from "@/words";
import { type Job, useCancel, useRepeat } from "./queries";

/** The actions on a job: cancel it while it runs, or run it again if it failed or was cancelled. */
export function JobActions({ job }: { job: Job }) {
  const { t } = useWords();
  const cancel = useCancel();
  const repeat = useRepeat();
  if (!job.may_change) return null;
  const asked = job.is_finished ? repeat : cancel;
  if (asked.isError) return <ProblemNotice error={asked.error} onRetry={() => asked.reset()} />;
  return (
    <Group gap="xs" justify="flex-end">
      {!job.is_finished && !job.cancel_requested && (
        <Button size="xs" variant="default" loading={cancel.isPending} onClick={() => cancel.mutate(job.id)}>
          {t("cancel-job")}
        </Button>
      )}
      {(job.state === "failed" || job.state === "cancelled") && (
        <Button size="xs" variant="default" loading={repeat.isPending} onClick={() => repeat.mutate(job.id)}>
          {t("run-again")}
        </Button>
      )}
    </Group>
  );
}
