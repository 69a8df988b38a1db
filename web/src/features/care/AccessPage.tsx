import { Stack } from "@mantine/core";
import { useMay } from "@/api/me";
import { QueryResult } from "@/ui/QueryResult";
import { Screen } from "@/ui/Screen";
import { useWords } from "@/words";
import { PolicyForm } from "./PolicyForm";
import { usePolicy } from "./queries";
import { ReachTable } from "./ReachTable";
import { Teams } from "./Teams";

/** Who may see what: the organisation's rule, its teams, and the table that decides. */
export function AccessPage() {
  const { t } = useWords();
  const may = useMay();
  const policy = usePolicy();
  return (
    <Screen title={t("access")} about={t("access-about")}>
      <Stack>
        <QueryResult query={policy}>
          {(loaded) => <PolicyForm policy={loaded} isEditable={may("manage-users")} />}
        </QueryResult>
        {may("manage-users") && <Teams />}
        <ReachTable />
      </Stack>
    </Screen>
  );
}
