import { Alert, Button, Group, List } from "@mantine/core";
import { useWords } from "@/words";
import { useAccountChanges, useSeen } from "./sessions";

/** What others did to one's own account, with who and when, until it was seen. */
export function AccountChanges() {
  const { t, moment } = useWords();
  const changes = useAccountChanges();
  const seen = useSeen();
  const unseen = changes.data?.items.filter(({ seen_at }) => !seen_at) ?? [];
  if (!unseen.length) return null;
  return (
    <Alert role="status" title={t("account-changes")} m="md">
      <List size="sm" spacing={4}>
        {unseen.map(({ id, what, by, created_at }) => (
          <List.Item key={id}>
            {t(`account-change-${what}`, { by: by ?? t("the-operator"), at: moment(created_at) })}
          </List.Item>
        ))}
      </List>
      <Group mt="sm">
        <Button
          size="xs"
          variant="default"
          loading={seen.isPending}
          onClick={() => seen.mutate(unseen.map(({ id }) => id))}
        >
          {t("account-changes-seen")}
        </Button>
      </Group>
    </Alert>
  );
}
