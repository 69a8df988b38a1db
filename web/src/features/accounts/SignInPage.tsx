import { Center, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { Surface } from "@/ui/Surface";
import { useWords } from "@/words";
import classes from "./accounts.module.css";
import { SignInForm } from "./SignInForm";

/** The way in; also over a screen whose session has ended, which then goes on where it was. */
export function SignInPage({
  email,
  reason,
  footer,
}: {
  email?: string;
  reason?: string;
  footer?: ReactNode;
}) {
  const { t } = useWords();
  return (
    <Center component="main" mih="100dvh" p="md" className={classes["night"] ?? ""}>
      <Stack w="100%" maw={400} gap="lg">
        <div>
          <Title order={1} size="h2">
            Jindan <span lang="ko">진단</span>
          </Title>
          <Text c="dimmed">{t("about")}</Text>
        </div>
        <Surface p="lg">
          {reason && (
            <Text mb="md" size="sm" role="status">
              {reason}
            </Text>
          )}
          <SignInForm {...(email ? { email } : {})} />
        </Surface>
        <Text size="xs" c="dimmed">
          {t("research-only")}
        </Text>
        {footer}
      </Stack>
    </Center>
  );
}
