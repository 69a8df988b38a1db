import { Select, Table, Text } from "@mantine/core";
import { useMay, useMe } from "@/api/me";
import { ProblemNotice } from "@/ui/ProblemNotice";
import classes from "@/ui/ui.module.css";
import { useWords } from "@/words";
import { usePropose } from "./proposals";
import { ROLES, type User, useAmendUser } from "./queries";
import { UserActions } from "./UserActions";

/** One user, and for an administrator the choice of role and the actions. */
export function UserRow({ user, onLink }: { user: User; onLink: (link: string) => void }) {
  const { t, moment } = useWords();
  const me = useMe();
  const may = useMay();
  const amend = useAmendUser(user.id);
  const propose = usePropose(user.id);
  const mayManage = may("manage-users") && me.data?.id !== user.id;
  const failed = [amend, propose].find(({ isError }) => isError);
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm" fw={600}>
          {user.name || user.email}
        </Text>
        {user.name && (
          <Text size="xs" c="dimmed">
            {user.email}
          </Text>
        )}
        {failed && <ProblemNotice error={failed.error} onRetry={() => failed.reset()} />}
      </Table.Td>
      <Table.Td data-label={t("role")}>
        {mayManage ? (
          <Select
            size="xs"
            w={150}
            aria-label={t("role-of", { email: user.email })}
            allowDeselect={false}
            value={user.role}
            onChange={(role) =>
              role === "administrator" ? propose.mutate("make-administrator") : amend.mutate({ role })
            }
            data={ROLES.map((name) => ({ value: name, label: t(`role-${name}`) }))}
          />
        ) : (
          t(`role-${user.role}`)
        )}
      </Table.Td>
      <Table.Td data-label={t("state")}>{t(user.is_active ? "active" : "inactive")}</Table.Td>
      <Table.Td data-label={t("second-factor")}>
        {t(user.second_factor_is_set_up ? "second-factor-present" : "second-factor-absent")}
      </Table.Td>
      <Table.Td data-label={t("last-sign-in")} className={classes["moment"] ?? ""}>
        {user.last_login ? moment(user.last_login) : "–"}
      </Table.Td>
      <Table.Td>{mayManage && <UserActions user={user} onLink={onLink} />}</Table.Td>
    </Table.Tr>
  );
}
