import { Button, Code, Group, Stack, Text, TextInput } from "@mantine/core";
import { QRCodeSVG } from "qrcode.react";
import { useState } from "react";
import { Form } from "@/ui/Form";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { useWords } from "@/words";
import { PasswordAgain, useIsEnough } from "./PasswordAgain";
import type { useTotpChange } from "./queries";

interface Props {
  secret: string;
  url: string;
  settingUp: ReturnType<typeof useTotpChange>["setUp"];
}

/** The secret as a QR code and as text, and the first code of the phone. */
export function SetUpSecondFactor({ secret, url, settingUp }: Props) {
  const { t } = useWords();
  const [code, setCode] = useState("");
  const [password, setPassword] = useState("");
  const isEnough = useIsEnough(password);
  return (
    <Form
      label={t("second-factor")}
      onSubmit={() => settingUp.mutate({ code: code.replace(/\s/g, ""), password })}
    >
      <Stack>
        <Text size="sm" c="dimmed">
          {t("second-factor-about")}
        </Text>
        <QRCodeSVG value={url} size={168} marginSize={2} title={t("second-factor-qr-code")} />
        <Text size="xs" c="dimmed">
          {t("second-factor-secret")} <Code>{secret}</Code>
        </Text>
        <TextInput
          label={t("code")}
          inputMode="numeric"
          autoComplete="one-time-code"
          maw={200}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <PasswordAgain label={t("current-password")} value={password} onChange={setPassword} />
        {settingUp.isError && <ProblemNotice error={settingUp.error} />}
        <Group>
          <Button type="submit" loading={settingUp.isPending} disabled={code.trim().length < 6 || !isEnough}>
            {t("set-up")}
          </Button>
        </Group>
      </Stack>
    </Form>
  );
}
