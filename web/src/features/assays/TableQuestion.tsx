import { Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Loading } from "@/ui/Loading";
import { useWords } from "@/words";
import { AskingForm } from "./AskingForm";
import { type Asking, useAsk } from "./queries";
import { readTable } from "./reading";
import { TableFile } from "./TableFile";

interface Props {
  caseId: string;
  files: File[];
  /** Says what is started with the tables once they have arrived; null: they are only kept. */
  onAnswer: (start: ((artifacts: string[]) => Promise<unknown>) | null) => void;
}

/** Each table is read and checked here, and the person picks the model that is asked about them. */
export function TableQuestion({ caseId, files, onAnswer }: Props) {
  const { t } = useWords();
  const ask = useAsk(caseId);
  const [asking, setAsking] = useState<Asking>({ model: "", specimen: "", isCohort: false });
  const tables = useQuery({
    queryKey: ["tables-dropped", files.map(({ name, size, lastModified }) => [name, size, lastModified])],
    queryFn: () => Promise.all(files.map(readTable)),
    staleTime: Infinity,
    gcTime: 0, // what was read of a patient's table goes with the screen
  });
  const choose = (chosen: Asking) => {
    setAsking(chosen);
    onAnswer(chosen.model ? (artifacts) => ask.mutateAsync({ ...chosen, artifacts }) : null);
  };
  if (!tables.data) return <Loading />;
  return (
    <Stack gap="sm">
      {files.map((file, at) => (
        <TableFile key={`${file.name} ${file.size}`} name={file.name} head={tables.data[at]} />
      ))}
      <Text size="sm">{t("ask-about")}</Text>
      <AskingForm tables={tables.data} asking={asking} onChange={choose} />
    </Stack>
  );
}
