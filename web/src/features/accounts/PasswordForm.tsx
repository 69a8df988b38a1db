import { Button, Group, PasswordInput, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { session } from "@/api/session";
import { Form } from "@/ui/Form";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { useWords } from "@/words";
import { useChangePassword } from "./queries";

export const SHORTEST = 12;

/** Changes the password, which ends every session of this user. */
export function PasswordForm() {
  const { t } = useWords();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const change = useChangePassword();
  const send = () =>
    change.mutate({ current_password: current, new_password: next }, { onSuccess: () => session.close() });
  const toggle = { "aria-label": t("show-password"), tabIndex: 0 };
  return (
    <Form label={t("change-password")} onSubmit={send}>
      <Stack>
        <Text size="sm" c="dimmed">
          {t("change-password-about")}
        </Text>
        <PasswordInput
          label={t("current-password")}
          autoComplete="current-password"
          value={current}
          visibilityToggleButtonProps={toggle}
          onChange={(event) => setCurrent(event.currentTarget.value)}
        />
        <PasswordInput
          label={t("new-password")}
          description={t("new-password-about", { length: SHORTEST })}
          autoComplete="new-password"
          value={next}
          visibilityToggleButtonProps={toggle}
          onChange={(event) => setNext(event.currentTarget.value)}
        />
        {change.isError && <ProblemNotice error={change.error} />}
        <Group>
          <Button type="submit" loading={change.isPending} disabled={!current || next.length < SHORTEST}>
            {t("change-password")}
          </Button>
        </Group>
      </Stack>
    </Form>
  );
}
