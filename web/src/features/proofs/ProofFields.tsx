import { PasswordInput, SegmentedControl, Stack, Text, TextInput, VisuallyHidden } from "@mantine/core";
import { useId } from "react";
import { LinkButton } from "@/ui/LinkButton";
import { QueryResult } from "@/ui/QueryResult";
import { useWords } from "@/words";
import type { ProofMethod, useProof } from "./proof";

interface Props {
  proof: ReturnType<typeof useProof>;
  /** What is confirmed, and where it will be said how. */
  about: string;
}

/** How to confirm that an act is one's own: by passkey, code or password, whichever there are. */
export function ProofFields({ proof, about }: Props) {
  const { t } = useWords();
  const id = useId();
  const choose = (method: string) => {
    proof.choose(method as ProofMethod);
    proof.type("");
  };
  return (
    <QueryResult query={proof.ways}>
      {() => (
        <Stack gap="xs">
          <div>
            <Text size="sm" fw={500}>
              {t("proof")}
            </Text>
            <Text size="xs" c="dimmed">
              {about}
            </Text>
          </div>
          {proof.methods.length > 1 && (
            <div>
              <VisuallyHidden id={id}>{t("proof-way")}</VisuallyHidden>
              <SegmentedControl
                aria-labelledby={id}
                size="xs"
                value={proof.method ?? ""}
                onChange={choose}
                data={proof.methods.map((method) => ({ value: method, label: t(`proof-${method}`) }))}
              />
            </div>
          )}
          <Given proof={proof} />
        </Stack>
      )}
    </QueryResult>
  );
}

function Given({ proof: { method, typed, type } }: Pick<Props, "proof">) {
  const { t } = useWords();
  switch (method) {
    case "password":
      return (
        <PasswordInput
          label={t("current-password")}
          autoComplete="current-password"
          maw={320}
          value={typed}
          visibilityToggleButtonProps={{ "aria-label": t("show-password"), tabIndex: 0 }}
          onChange={(event) => type(event.currentTarget.value)}
        />
      );
    case "code":
      return (
        <TextInput
          label={t("code")}
          description={t("proof-by-code-about")}
          inputMode="numeric"
          autoComplete="one-time-code"
          maw={320}
          value={typed}
          onChange={(event) => type(event.currentTarget.value)}
        />
      );
    case "passkey":
      return <Text size="sm">{t("proof-by-passkey-about")}</Text>;
    case null:
      return (
        <Stack gap="xs" align="flex-start">
          <Text size="sm">{t("proof-none")}</Text>
          <LinkButton to="/security" variant="default" size="xs">
            {t("security")}
          </LinkButton>
        </Stack>
      );
  }
}
