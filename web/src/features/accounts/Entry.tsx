import { Center, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { Surface } from "@/ui/Surface";
import { useWords } from "@/words";
import classes from "./accounts.module.css";

/** The screen before sign-in: what the app is, and the sign-in form. */
export function Entry({ children, footer }: { children: ReactNode; footer?: ReactNode }) {
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
        <Surface p="lg">{children}</Surface>
        <Text size="xs" c="dimmed">
          {t("research-only")}
        </Text>
        {footer}
      </Stack>
    </Center>
  );
}
