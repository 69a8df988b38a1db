import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api } from "@/api/client";
import { answered } from "@/api/problem";
import { QueryResult } from "@/ui/QueryResult";
import { NetworkCard } from "./NetworkCard";

/** The segmentation networks of this server with their model cards. */
export function Networks() {
  const networks = useQuery({ queryKey: ["networks"], queryFn: () => answered(api.GET("/api/v1/networks")) });
  return (
    <QueryResult query={networks}>
      {(installed) => (
        <Stack>
          {installed.map((network) => (
            <NetworkCard key={network.name} network={network} />
          ))}
        </Stack>
      )}
    </QueryResult>
  );
}
