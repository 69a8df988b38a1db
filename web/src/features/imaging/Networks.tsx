import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api } from "@/api/client";
import { answered } from "@/api/problem";
import { Shown } from "@/ui/Shown";
import { NetworkCard } from "./NetworkCard";

/** The networks that can segment here, each with its card. */
export function Networks() {
  const networks = useQuery({ queryKey: ["networks"], queryFn: () => answered(api.GET("/api/v1/networks")) });
  return (
    <Shown query={networks}>
      {(found) => (
        <Stack>
          {found.map((network) => (
            <NetworkCard key={network.name} network={network} />
          ))}
        </Stack>
      )}
    </Shown>
  );
}
