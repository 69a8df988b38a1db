import { Button, Center, PasswordInput, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useMe } from "@/api/me";
import { Form } from "@/ui/Form";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { Surface } from "@/ui/Surface";
import { useWords } from "@/words";
import classes from "./accounts.module.css";
import { useProvider } from "./provider";
import { signOut, useUnlock } from "./signing";

/** Covers a screen that was not used for a while. What runs behind it continues. */
export function LockScreen({ onUnlock }: { onUnlock: () => void }) {
  const { t } = useWords();
  const me = useMe();
  const provider = useProvider().data;
  const [password, setPassword] = useState("");
  const unlock = useUnlock(onUnlock);
  return (
    <Center component="main" mih="100dvh" p="md" className={classes["night"] ?? ""}>
      <Surface p="lg" w="100%" maw={400}>
        <Form label={t("unlock")} onSubmit={() => unlock.mutate(password)}>
          <Stack>
            <Title order={1} size="h4">
              {t("locked")}
            </Title>
            <Text size="sm" c="dimmed">
              {t("locked-about")}
            </Text>
            <PasswordInput
              label={t("password-of", { email: me.data?.email ?? "" })}
              autoComplete="current-password"
              autoFocus
              value={password}
              visibilityToggleButtonProps={{ "aria-label": t("show-password"), tabIndex: 0 }}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
            {unlock.isError && <ProblemNotice error={unlock.error} />}
            <Button type="submit" loading={unlock.isPending} disabled={!password}>
              {t("unlock")}
            </Button>
            {provider?.is_set_up && (
              <Text size="sm" c="dimmed">
                {t("locked-without-password", { provider: provider.name ?? "" })}
              </Text>
            )}
            <Button variant="subtle" onClick={() => void signOut()}>
              {t("sign-out")}
            </Button>
          </Stack>
        </Form>
      </Surface>
    </Center>
  );
}
