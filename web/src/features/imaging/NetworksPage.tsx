import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api } from "@/api/client";
import { answered } from "@/api/problem";
import { Screen } from "@/ui/Screen";
import { Shown } from "@/ui/Shown";
import { useWords } from "@/words";
import { NetworkCard } from "./NetworkCard";

/** The networks that can segment here, each with its card. */
export function NetworksPage() {
  const { t } = useWords();
  const networks = useQuery({ queryKey: ["networks"], queryFn: () => answered(api.GET("/api/v1/networks")) });
  return (
    <Screen title={t("networks")} about={t("networks-about")}>
      <Shown query={networks}>
        {(found) => (
          <Stack>
            {found.map((network) => (
              <NetworkCard key={network.name} network={network} />
            ))}
          </Stack>
        )}
      </Shown>
    </Screen>
  );
}
