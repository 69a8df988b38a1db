import { Button, Center, Table } from "@mantine/core";
import { useState } from "react";
import { useMay } from "@/api/me";
import { Screen } from "@/ui/Screen";
import { Shown } from "@/ui/Shown";
import { ShownOnce } from "@/ui/ShownOnce";
import { Surface } from "@/ui/Surface";
import classes from "@/ui/ui.module.css";
import { useWords } from "@/words";
import { NewUserForm } from "./NewUserForm";
import { useUsers } from "./queries";
import { UserRow } from "./UserRow";

const COLUMNS = ["person", "role", "state", "last-sign-in"];

/** The people of the organisation: who they are, what they may do, whether they may come in. */
export function UsersPage() {
  const { t } = useWords();
  const may = useMay();
  const users = useUsers();
  const [password, setPassword] = useState<{ email: string; password: string } | null>(null);
  return (
    <Screen title={t("people")} about={t("people-about")}>
      {password && (
        <ShownOnce
          title={t("password-for", { email: password.email })}
          about={t("password-once")}
          secret={password.password}
          onDone={() => setPassword(null)}
        />
      )}
      {may("manage-users") && (
        <NewUserForm onMade={(made) => setPassword({ email: made.user.email, password: made.password })} />
      )}
      <Shown query={users}>
        {({ pages }) => (
          <Surface>
            <div className={classes["scroll"]}>
              <Table verticalSpacing="sm" horizontalSpacing="md" className={classes["stacked"] ?? ""}>
                <Table.Thead>
                  <Table.Tr>
                    {COLUMNS.map((each) => (
                      <Table.Th key={each}>{t(each)}</Table.Th>
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
                        onPassword={(fresh) => setPassword({ email: user.email, password: fresh })}
                      />
                    ))}
                </Table.Tbody>
              </Table>
            </div>
            {users.hasNextPage && (
              <Center p="md">
                <Button variant="subtle" onClick={() => void users.fetchNextPage()}>
                  {t("more")}
                </Button>
              </Center>
            )}
          </Surface>
        )}
      </Shown>
    </Screen>
  );
}
