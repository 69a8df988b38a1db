import { SimpleGrid, Title } from "@mantine/core";
import { Screen } from "@/ui/Screen";
import { Surface } from "@/ui/Surface";
import { useWords } from "@/words";
import { PasskeysForm } from "./PasskeysForm";
import { PasswordForm } from "./PasswordForm";
import { SecondFactorForm } from "./SecondFactorForm";
import { Sessions } from "./Sessions";

/** One's own sign-in: second factor, password, passkeys and open sessions. */
export function SecurityPage() {
  const { t } = useWords();
  return (
    <Screen title={t("security")}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="lg">
        <Surface p="lg">
          <Title order={2} size="h5" mb="sm">
            {t("second-factor")}
          </Title>
          <SecondFactorForm />
        </Surface>
        <Surface p="lg">
          <Title order={2} size="h5" mb="sm">
            {t("change-password")}
          </Title>
          <PasswordForm />
        </Surface>
        <Surface p="lg">
          <Title order={2} size="h5" mb="sm">
            {t("passkeys")}
          </Title>
          <PasskeysForm />
        </Surface>
      </SimpleGrid>
      <Surface p="lg">
        <Title order={2} size="h5" mb="sm">
          {t("sessions")}
        </Title>
        <Sessions />
      </Surface>
    </Screen>
  );
}
