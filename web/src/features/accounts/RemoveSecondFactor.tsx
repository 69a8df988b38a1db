import { Button, Group, PasswordInput, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { Form } from "@/ui/Form";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { useWords } from "@/words";
import type { useTotpChange } from "./queries";

/** Remove the second factor, for which the password is asked again. */
export function RemoveSecondFactor({ removing }: { removing: ReturnType<typeof useTotpChange>["remove"] }) {
  const { t } = useWords();
  const [password, setPassword] = useState("");
  return (
    <Form label={t("second-factor")} onSubmit={() => removing.mutate(password)}>
      <Stack>
        <Text size="sm">{t("second-factor-is-set-up")}</Text>
        <PasswordInput
          label={t("password")}
          autoComplete="current-password"
          value={password}
          visibilityToggleButtonProps={{ "aria-label": t("show-password"), tabIndex: 0 }}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        {removing.isError && <ProblemNotice error={removing.error} />}
        <Group>
          <Button type="submit" variant="default" loading={removing.isPending} disabled={!password}>
            {t("remove-second-factor")}
          </Button>
        </Group>
      </Stack>
    </Form>
  );
}
