import { Button, Stack } from "@mantine/core";
import { useState } from "react";
import { useMay } from "@/api/me";
import { Empty } from "@/ui/Empty";
import { More } from "@/ui/More";
import { QueryResult } from "@/ui/QueryResult";
import { Screen } from "@/ui/Screen";
import { useWords } from "@/words";
import { EmergencyCard } from "./EmergencyCard";
import { EmergencyForm } from "./EmergencyForm";
import { useEmergencies } from "./queries";

/** The emergency accesses: one's own, or those of the organisation with their review. */
export function EmergenciesPage() {
  const { t } = useWords();
  const may = useMay();
  const emergencies = useEmergencies();
  const [isAsked, setAsked] = useState(false);
  return (
    <Screen
      title={t("emergency-accesses")}
      about={t(may("read-audit") ? "emergency-accesses-to-review" : "emergency-accesses-own")}
      actions={
        may("access-in-emergency") && (
          <Button color="red" variant="light" onClick={() => setAsked(true)}>
            {t("emergency-begin")}
          </Button>
        )
      }
    >
      {isAsked && <EmergencyForm code="" onClose={() => setAsked(false)} />}
      <QueryResult query={emergencies}>
        {({ pages }) => {
          const rows = pages.flatMap(({ items }) => items);
          if (!rows.length) return <Empty title={t("emergency-accesses-none")} />;
          return (
            <Stack>
              {rows.map((access) => (
                <EmergencyCard key={access.id} access={access} />
              ))}
              <More list={emergencies} />
            </Stack>
          );
        }}
      </QueryResult>
    </Screen>
  );
}
