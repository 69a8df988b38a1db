import { Alert, Stack, Text } from "@mantine/core";
import { LinkButton } from "@/ui/LinkButton";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { useWords } from "@/words";

/** Why a sign-in at the provider failed, with a link to start again. */
export function NotSignedIn({ error }: { error: Error | null }) {
  const { t } = useWords();
  return (
    <Stack>
      {error ? (
        <ProblemNotice error={error} />
      ) : (
        <Alert role="alert" color="red" variant="light" title={t("not-signed-in")}>
          <Text size="sm">{t("not-signed-in-about")}</Text>
        </Alert>
      )}
      <LinkButton to="/" size="md">
        {t("to-sign-in")}
      </LinkButton>
    </Stack>
  );
}
