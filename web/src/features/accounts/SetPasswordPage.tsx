import { Button, PasswordInput, Stack, Text, Title } from "@mantine/core";
import { type ReactNode, useEffect, useState } from "react";
import { Form } from "@/ui/Form";
import { LinkButton } from "@/ui/LinkButton";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { useWords } from "@/words";
import { Entry } from "./Entry";
import { SHORTEST } from "./PasswordForm";
import { useChoosePassword } from "./queries";

/** Path of the link that an administrator hands over. */
export const SET_PASSWORD = "/set-password";

/** The choice of a password by a link. The token stands behind `#`, where no server sees it. */
export function SetPasswordPage({ footer }: { footer: ReactNode }) {
  const { t } = useWords();
  const [token] = useState(() => window.location.hash.slice(1));
  const [password, setPassword] = useState("");
  const choosing = useChoosePassword();
  useEffect(() => {
    document.title = `${t("choose-password")} · Jindan`;
    window.history.replaceState(null, "", window.location.pathname); // the token leaves the address
  }, [t]);
  return (
    <Entry footer={footer}>
      {choosing.data ? (
        <Stack>
          <Text role="status">{t("password-chosen", { email: choosing.data.email })}</Text>
          <LinkButton to="/" size="md">
            {t("to-sign-in")}
          </LinkButton>
        </Stack>
      ) : (
        <Form label={t("choose-password")} onSubmit={() => choosing.mutate({ token, password })}>
          <Stack>
            <Title order={2} size="h4">
              {t("choose-password")}
            </Title>
            <Text size="sm" c="dimmed">
              {t("choose-password-about")}
            </Text>
            <PasswordInput
              label={t("new-password")}
              description={t("new-password-about", { length: SHORTEST })}
              autoComplete="new-password"
              autoFocus
              value={password}
              visibilityToggleButtonProps={{ "aria-label": t("show-password"), tabIndex: 0 }}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
            {choosing.isError && <ProblemNotice error={choosing.error} />}
            <Button
              type="submit"
              size="md"
              loading={choosing.isPending}
              disabled={!token || password.length < SHORTEST}
            >
              {t("choose-password")}
            </Button>
          </Stack>
        </Form>
      )}
    </Entry>
  );
}
