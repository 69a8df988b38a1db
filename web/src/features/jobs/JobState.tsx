import { Group, Progress, Text } from "@mantine/core";
import { State as Said, type Tone } from "@/ui/State";
import { useWords } from "@/words";
import type { Job, State } from "./queries";
import { waitingOf } from "./waiting";

const TONES: Record<State, Tone> = {
  pending: "open",
  processing: "busy",
  completed: "good",
  failed: "bad",
  cancelled: "quiet",
};

/** The state of a job, and while it runs its progress and the time left. */
export function JobState({ job }: { job: Job }) {
  const words = useWords();
  const percent = Math.floor(job.progress * 100);
  if (job.state !== "processing")
    return (
      <Group gap="xs">
        <Said tone={TONES[job.state]}>{words.t(`state-${job.state}`)}</Said>
        <Text size="xs" c="dimmed">
          {waitingOf(job, words)}
        </Text>
      </Group>
    );
  return (
    <div>
      <Group justify="space-between" gap="xs" mb={4} wrap="nowrap">
        <Text size="sm">{job.stage_text || words.t("state-processing")}</Text>
        <Text size="xs" c="dimmed" ta="right">
          {percent}%{waitingOf(job, words) && ` · ${waitingOf(job, words)}`}
        </Text>
      </Group>
      <Progress value={percent} size="sm" aria-label={job.stage_text || words.t("state-processing")} />
    </div>
  );
}
