import { Alert } from "@mantine/core";
import { Screen } from "@/ui/Screen";
import { Surface } from "@/ui/Surface";
import { useWords } from "@/words";
import { PasswordForm } from "./PasswordForm";

/** The choice of another password, before which nothing else can be done. */
export function FirstPasswordPage() {
  const { t } = useWords();
  return (
    <Screen title={t("change-password")}>
      <Alert>{t("first-password-about")}</Alert>
      <Surface p="lg" maw={520}>
        <PasswordForm />
      </Surface>
    </Screen>
  );
}
