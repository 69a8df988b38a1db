import { Button, Group, Select, Table, Text } from "@mantine/core";
import { useMay, useMe } from "@/api/me";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { useWords } from "@/words";
import { useProvider } from "./provider";
import { ROLES, type User, useAmendUser, useRemoveSecondFactor, useResetPassword, useUntie } from "./queries";

/** One person, and what an administrator can do for them. */
export function UserRow({ user, onPassword }: { user: User; onPassword: (password: string) => void }) {
  const { t, moment } = useWords();
  const me = useMe();
  const may = useMay();
  const amend = useAmendUser(user.id);
  const reset = useResetPassword(user.id);
  const removeFactor = useRemoveSecondFactor(user.id);
  const untie = useUntie(user.id);
  const provider = useProvider().data;
  const mayManage = may("manage-users") && me.data?.id !== user.id;
  const failed = [amend, reset, removeFactor, untie].find(({ isError }) => isError);
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
      <Table.Td>
        {mayManage ? (
          <Select
            size="xs"
            w={150}
            aria-label={t("role-of", { email: user.email })}
            allowDeselect={false}
            value={user.role}
            onChange={(role) => amend.mutate({ role: role })}
            data={ROLES.map((each) => ({ value: each, label: t(`role-${each}`) }))}
          />
        ) : (
          t(`role-${user.role}`)
        )}
      </Table.Td>
      <Table.Td>{t(user.is_active ? "active" : "inactive")}</Table.Td>
      <Table.Td>{user.last_login ? moment(user.last_login) : "–"}</Table.Td>
      <Table.Td>
        {mayManage && (
          <Group gap={6}>
            <Button size="xs" variant="default" onClick={() => amend.mutate({ is_active: !user.is_active })}>
              {t(user.is_active ? "deactivate" : "activate")}
            </Button>
            <Button
              size="xs"
              variant="default"
              onClick={() => reset.mutate(undefined, { onSuccess: ({ password }) => onPassword(password) })}
            >
              {t("new-password")}
            </Button>
            <Button size="xs" variant="default" onClick={() => removeFactor.mutate(undefined)}>
              {t("remove-second-factor")}
            </Button>
            {provider?.is_set_up && (
              <Button size="xs" variant="default" onClick={() => untie.mutate(undefined)}>
                {t("untie-identity")}
              </Button>
            )}
          </Group>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
