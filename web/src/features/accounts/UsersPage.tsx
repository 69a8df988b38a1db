import { Table } from "@mantine/core";
import { useState } from "react";
import { useMay } from "@/api/me";
import { More } from "@/ui/More";
import { Screen } from "@/ui/Screen";
import { QueryResult } from "@/ui/QueryResult";
import { ShownOnce } from "@/ui/ShownOnce";
import { Surface } from "@/ui/Surface";
import classes from "@/ui/ui.module.css";
import { useWords } from "@/words";
import { NewUserForm } from "./NewUserForm";
import { Proposals } from "./Proposals";
import { useUsers } from "./queries";
import { UserRow } from "./UserRow";

const COLUMNS = ["user", "role", "state", "second-factor", "last-sign-in"];

/** The users of the organisation with their roles and the state of their accounts. */
export function UsersPage() {
  const { t } = useWords();
  const may = useMay();
  const users = useUsers();
  const [handed, hand] = useState<{ email: string; link: string } | null>(null);
  return (
    <Screen title={t("users")} about={t("users-about")}>
      {handed && (
        <ShownOnce
          title={t("link-for", { email: handed.email })}
          about={t("link-once")}
          secret={handed.link}
          onDone={() => hand(null)}
        />
      )}
      {may("manage-users") && (
        <>
          <NewUserForm onMade={({ user, link }) => hand({ email: user.email, link })} />
          <Proposals onApproved={({ user, link }) => link && hand({ email: user.email, link })} />
        </>
      )}
      <QueryResult query={users}>
        {({ pages }) => (
          <Surface>
            <div className={classes["scroll"]}>
              <Table verticalSpacing="sm" horizontalSpacing="md" className={classes["stacked"] ?? ""}>
                <Table.Thead>
                  <Table.Tr>
                    {COLUMNS.map((column) => (
                      <Table.Th key={column}>{t(column)}</Table.Th>
                    ))}
                    <Table.Th>{may("manage-users") && t("actions")}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {pages
                    .flatMap(({ items }) => items)
                    .map((user) => (
                      <UserRow
                        key={user.id}
                        user={user}
                        onLink={(link) => hand({ email: user.email, link })}
                      />
                    ))}
                </Table.Tbody>
              </Table>
            </div>
            <More list={users} />
          </Surface>
        )}
      </QueryResult>
    </Screen>
  );
}
