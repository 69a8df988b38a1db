import { Button, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { Form } from "@/ui/Form";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { useWords } from "@/words";
import { PasswordAgain, useIsEnough } from "./PasswordAgain";
import type { useTotpChange } from "./queries";

/** Remove the second factor, for which the password is asked again. */
export function RemoveSecondFactor({ removing }: { removing: ReturnType<typeof useTotpChange>["remove"] }) {
  const { t } = useWords();
  const [password, setPassword] = useState("");
  const isEnough = useIsEnough(password);
  return (
    <Form label={t("second-factor")} onSubmit={() => removing.mutate(password)}>
      <Stack>
        <Text size="sm">{t("second-factor-is-set-up")}</Text>
        <PasswordAgain label={t("password")} value={password} onChange={setPassword} />
        {removing.isError && <ProblemNotice error={removing.error} />}
        <Group>
          <Button type="submit" variant="default" loading={removing.isPending} disabled={!isEnough}>
            {t("remove-second-factor")}
          </Button>
        </Group>
      </Stack>
    </Form>
  );
}
