import { Button, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { Form } from "@/ui/Form";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { useWords } from "@/words";
import { PasskeyFactorButton } from "./PasskeyButton";
import { type SecondFactor, useCode } from "./signing";

interface Props {
  factor: SecondFactor;
  onAskedAgain: (factor: SecondFactor) => void;
  onBack: () => void;
  onSignedIn?: () => void;
}

/** The one-time code of the phone, or a recovery code. */
export function CodeForm({ factor, onAskedAgain, onBack, onSignedIn }: Props) {
  const { t } = useWords();
  const [code, setCode] = useState("");
  const giving = useCode(factor, onAskedAgain, onSignedIn);
  return (
    <Form label={t("code")} onSubmit={() => giving.mutate(code.replace(/\s/g, ""))}>
      <Stack>
        <Text size="sm" c="dimmed">
          {t("code-about")}
        </Text>
        <TextInput
          label={t("code")}
          name="code"
          autoComplete="one-time-code"
          inputMode="text"
          autoFocus
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        {giving.isError && <ProblemNotice error={giving.error} />}
        <Button type="submit" size="md" loading={giving.isPending} disabled={code.trim().length < 6}>
          {t("continue")}
        </Button>
        <PasskeyFactorButton factor={factor} {...(onSignedIn && { onSignedIn })} />
        <Button variant="subtle" onClick={onBack}>
          {t("back")}
        </Button>
      </Stack>
    </Form>
  );
}
