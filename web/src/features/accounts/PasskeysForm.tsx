import { Button, Code, Divider, Group, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { knowsPasskeys } from "@/features/proofs/credentials";
import { PasskeyNotice } from "@/features/proofs/PasskeyNotice";
import { Form } from "@/ui/Form";
import { QueryResult } from "@/ui/QueryResult";
import { useWords } from "@/words";
import { PasskeyRow } from "./PasskeyRow";
import { PasswordAgain, useIsEnough } from "./PasswordAgain";
import { usePasskeyChange, usePasskeys } from "./passkeys";

/** One's own passkeys, and the form that sets up another one. */
export function PasskeysForm() {
  const { t } = useWords();
  const passkeys = usePasskeys();
  const { add, rename, remove } = usePasskeyChange();
  if (add.data?.recovery_codes)
    return (
      <Stack>
        <Text size="sm">{t("passkey-recovery-codes")}</Text>
        <Code block aria-label={t("recovery-codes")}>
          {add.data.recovery_codes.join("\n")}
        </Code>
        <Group>
          <Button onClick={add.reset}>{t("recovery-codes-stored")}</Button>
        </Group>
      </Stack>
    );
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        {t("passkeys-about")}
      </Text>
      <QueryResult query={passkeys}>
        {(rows) =>
          rows.length === 0 ? (
            <Text size="sm">{t("no-passkeys")}</Text>
          ) : (
            <Stack gap="xs" role="list" aria-label={t("passkeys")}>
              {rows.map((passkey) => (
                <PasskeyRow key={passkey.id} passkey={passkey} renaming={rename} removing={remove} />
              ))}
            </Stack>
          )
        }
      </QueryResult>
      {knowsPasskeys() && <NewPasskey adding={add} />}
    </Stack>
  );
}

function NewPasskey({ adding }: { adding: ReturnType<typeof usePasskeyChange>["add"] }) {
  const { t } = useWords();
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const isEnough = useIsEnough(password);
  const clear = () => {
    setName("");
    setPassword("");
  };
  return (
    <Form
      label={t("passkey-new")}
      onSubmit={() => adding.mutate({ name: name.trim(), password }, { onSuccess: clear })}
    >
      <Stack>
        <Divider label={t("passkey-new")} labelPosition="left" />
        <TextInput
          label={t("passkey-name")}
          description={t("passkey-name-about")}
          maxLength={100}
          maw={320}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <PasswordAgain label={t("current-password")} value={password} onChange={setPassword} />
        {adding.isError && <PasskeyNotice error={adding.error} />}
        <Group>
          <Button type="submit" loading={adding.isPending} disabled={!name.trim() || !isEnough}>
            {t("passkey-add")}
          </Button>
        </Group>
      </Stack>
    </Form>
  );
}
