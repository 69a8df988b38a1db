import { Stack } from "@mantine/core";
import { QueryResult } from "@/ui/QueryResult";
import { OmicsModelCard } from "./OmicsModelCard";
import { useModels } from "./queries";

/** The omics models of this server with their model cards. */
export function OmicsModels() {
  const models = useModels();
  return (
    <QueryResult query={models}>
      {(loaded) => (
        <Stack>
          {loaded.map((model) => (
            <OmicsModelCard key={model.name} model={model} />
          ))}
        </Stack>
      )}
    </QueryResult>
  );
}
