import { Button } from "@mantine/core";
import { IconFingerprint } from "@tabler/icons-react";
import { knowsPasskeys } from "@/features/proofs/credentials";
import { PasskeyNotice } from "@/features/proofs/PasskeyNotice";
import { useWords } from "@/words";
import { usePasskeyFactor, usePasskeySignIn } from "./passkeys";
import type { SecondFactor } from "./signing";

/** The sign-in by passkey alone, in browsers that have them. */
export function PasskeyButton() {
  const { t } = useWords();
  const signIn = usePasskeySignIn();
  return <Ceremony label={t("sign-in-by-passkey")} ceremony={signIn} />;
}

/** A passkey in place of the code, for those who have one. */
export function PasskeyFactorButton({
  factor,
  onSignedIn,
}: {
  factor: SecondFactor;
  onSignedIn?: () => void;
}) {
  const { t } = useWords();
  const giving = usePasskeyFactor(factor.session_token, onSignedIn);
  if (!factor.methods.includes("webauthn")) return null;
  return <Ceremony label={t("continue-by-passkey")} ceremony={giving} />;
}

interface Props {
  label: string;
  ceremony: ReturnType<typeof usePasskeySignIn>;
}

function Ceremony({ label, ceremony }: Props) {
  if (!knowsPasskeys()) return null;
  return (
    <>
      {ceremony.isError && <PasskeyNotice error={ceremony.error} />}
      <Button
        variant="default"
        size="md"
        leftSection={<IconFingerprint size={18} aria-hidden />}
        loading={ceremony.isPending}
        onClick={() => ceremony.mutate()}
      >
        {label}
      </Button>
    </>
  );
}
