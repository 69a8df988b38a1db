import { Stack } from "@mantine/core";
import { Shown } from "@/ui/Shown";
import { OmicsModelCard } from "./OmicsModelCard";
import { useModels } from "./queries";

/** The omics models that are here, each with its card. */
export function OmicsModels() {
  const models = useModels();
  return (
    <Shown query={models}>
      {(found) => (
        <Stack>
          {found.map((model) => (
            <OmicsModelCard key={model.name} model={model} />
          ))}
        </Stack>
      )}
    </Shown>
  );
}
