import { Alert, Text } from "@mantine/core";
import { IconFingerprintOff } from "@tabler/icons-react";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { useWords } from "@/words";

/** Why a passkey did not do it: the person or the browser did not go on, or the server refused. */
export function PasskeyNotice({ error }: { error: unknown }) {
  const { t } = useWords();
  if (!(error instanceof DOMException)) return <ProblemNotice error={error} />;
  return (
    <Alert
      role="alert"
      color="yellow"
      variant="light"
      title={t("passkey-not-used")}
      icon={<IconFingerprintOff aria-hidden />}
    >
      <Text size="sm">{t("passkey-not-used-about")}</Text>
    </Alert>
  );
}
