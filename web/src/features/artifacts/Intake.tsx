import { Button, Checkbox, Group as Row, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Loading } from "@/ui/Loading";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { useWords } from "@/words";
import { DropZone } from "./DropZone";
import { GroupCard } from "./GroupCard";
import { areOfTwoPatients, type Group, grouped } from "./groups";
import { type Kind, type Recognised, recognise } from "./recognising";
import { type Start, useSending } from "./useSending";

interface Props {
  caseId: string;
  /** What is started with the files of each kind once they have arrived. */
  starts: Partial<Record<Kind, (artifacts: string[]) => Promise<unknown>>>;
  /** What the person is asked about the files of a kind before they are sent; the answer says what is started. */
  questions?: Partial<Record<Kind, (question: Question) => ReactNode>>;
}

export interface Question {
  files: File[];
  onAnswer: (start: Start) => void;
}

const AT_ONCE = 16;

/** Takes dropped files: recognises, checks, groups and sends them, and starts their analyses. */
export function Intake({ caseId, starts, questions = {} }: Props) {
  const { t } = useWords();
  const [files, setFiles] = useState<Recognised[]>([]);
  const [isConfirmed, setConfirmed] = useState(false);
  const [answers, setAnswers] = useState<Record<string, Start>>({});
  const sending = useSending(caseId);
  const looking = useMutation({
    mutationFn: recogniseAll,
    onSuccess: (recognised) => setFiles((before) => withoutRepeats([...before, ...recognised])),
  });
  const groups = grouped(files);
  const open = groups.filter(({ id, kind }) => kind !== "unknown" && !sending.progress[id]);
  const isBlocked = areOfTwoPatients(files) && !isConfirmed;
  const startOf = ({ id, kind }: Group): Start => answers[id] ?? starts[kind] ?? null;
  const send = (some: Group[]) =>
    void sending.sendAll(some.map((group) => ({ group, start: startOf(group) })));
  return (
    <Stack>
      <DropZone onFiles={(dropped) => looking.mutate(dropped)} isCompact={groups.length > 0} />
      {looking.isPending && <Loading />}
      {looking.isError && <ProblemNotice error={looking.error} />}
      {groups.map((group) => (
        <GroupCard
          key={group.id}
          group={group}
          isAnalysed={startOf(group) !== null}
          far={sending.progress[group.id]}
          onRetry={() => send([group])}
        >
          {questions[group.kind]?.({
            files: group.files,
            onAnswer: (start) => setAnswers((before) => ({ ...before, [group.id]: start })),
          })}
        </GroupCard>
      ))}
      {areOfTwoPatients(files) && (
        <Checkbox
          label={t("two-patients-confirmed")}
          checked={isConfirmed}
          onChange={(event) => setConfirmed(event.currentTarget.checked)}
        />
      )}
      {open.length > 0 && (
        <Row>
          <Button size="md" disabled={isBlocked || sending.isBusy} onClick={() => send(open)}>
            {t("send", { count: open.reduce((sum, group) => sum + group.files.length, 0) })}
          </Button>
          <Text size="sm" c="dimmed">
            {t("send-about")}
          </Text>
        </Row>
      )}
    </Stack>
  );
}

/** Some at a time, so that a folder of thousands does not open them all at once. */
async function recogniseAll(files: File[]): Promise<Recognised[]> {
  const recognised: Recognised[] = [];
  for (let at = 0; at < files.length; at += AT_ONCE) {
    recognised.push(...(await Promise.all(files.slice(at, at + AT_ONCE).map(recognise))));
  }
  return recognised;
}

function withoutRepeats(files: Recognised[]): Recognised[] {
  const seen = new Map(
    files.map((item) => [
      `${item.file.webkitRelativePath} ${item.file.name} ${item.file.size} ${item.dicom?.seriesUid ?? ""}`,
      item,
    ]),
  );
  return [...seen.values()];
}
