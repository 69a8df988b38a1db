import { Stack } from "@mantine/core";
import { useState } from "react";
import { Empty } from "@/ui/Empty";
import { More } from "@/ui/More";
import { Screen } from "@/ui/Screen";
import { QueryResult } from "@/ui/QueryResult";
import { ShownOnce } from "@/ui/ShownOnce";
import { useWords } from "@/words";
import { EndpointCard } from "./EndpointCard";
import { useEndpoints } from "./queries";
import { RegisterForm } from "./RegisterForm";

/** The webhooks of the organisation and the delivery of their messages. */
export function WebhooksPage() {
  const { t } = useWords();
  const endpoints = useEndpoints();
  const [fresh, setFresh] = useState<{ url: string; secret: string } | null>(null);
  return (
    <Screen title={t("webhooks")} about={t("webhooks-about")}>
      {fresh && (
        <ShownOnce
          title={t("secret-for", { url: fresh.url })}
          about={t("secret-once")}
          secret={fresh.secret}
          onDone={() => setFresh(null)}
        />
      )}
      <RegisterForm onMade={({ endpoint, secret }) => setFresh({ url: endpoint.url, secret })} />
      <QueryResult query={endpoints}>
        {({ pages }) => {
          const rows = pages.flatMap(({ items }) => items);
          if (!rows.length) return <Empty title={t("webhooks-none")}>{t("webhooks-none-about")}</Empty>;
          return (
            <Stack>
              {rows.map((endpoint) => (
                <EndpointCard
                  key={endpoint.id}
                  endpoint={endpoint}
                  onSecret={(secret) => setFresh({ url: endpoint.url, secret })}
                />
              ))}
              <More list={endpoints} />
            </Stack>
          );
        }}
      </QueryResult>
    </Screen>
  );
}
