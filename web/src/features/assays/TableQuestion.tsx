import { Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Loading } from "@/ui/Loading";
import { useWords } from "@/words";
import { RunModelForm } from "./RunModelForm";
import { type ModelRun, useRunModel } from "./queries";
import { readTable } from "./reading";
import { TableFile } from "./TableFile";

interface Props {
  caseId: string;
  files: File[];
  /** Called with the analysis to start when the tables have arrived; null to only store them. */
  onAnswer: (start: ((artifacts: string[]) => Promise<unknown>) | null) => void;
}

/** Each table is read and checked here, and the person picks the model that is asked about them. */
export function TableQuestion({ caseId, files, onAnswer }: Props) {
  const { t } = useWords();
  const running = useRunModel(caseId);
  const [run, setRun] = useState<ModelRun>({ model: "", specimen: "", isCohort: false });
  const tables = useQuery({
    queryKey: ["tables-dropped", files.map(({ name, size, lastModified }) => [name, size, lastModified])],
    queryFn: () => Promise.all(files.map(readTable)),
    staleTime: Infinity,
    gcTime: 0, // what was read of a patient's table goes with the screen
  });
  const choose = (chosen: ModelRun) => {
    setRun(chosen);
    onAnswer(chosen.model ? (artifacts) => running.mutateAsync({ ...chosen, artifacts }) : null);
  };
  if (!tables.data) return <Loading />;
  return (
    <Stack gap="sm">
      {files.map((file, at) => (
        <TableFile key={`${file.name} ${file.size}`} name={file.name} head={tables.data[at]} />
      ))}
      <Text size="sm">{t("run-model-about")}</Text>
      <RunModelForm tables={tables.data} run={run} onChange={choose} />
    </Stack>
  );
}
