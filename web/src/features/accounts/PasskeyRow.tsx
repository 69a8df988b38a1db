import { ActionIcon, Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { IconPencil, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { Form } from "@/ui/Form";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { useWords } from "@/words";
import { PasswordAgain, useIsEnough } from "./PasswordAgain";
import type { Passkey, usePasskeyChange } from "./passkeys";

type Changes = ReturnType<typeof usePasskeyChange>;

interface Props {
  passkey: Passkey;
  renaming: Changes["rename"];
  removing: Changes["remove"];
}

/** A passkey with its name and last use. Its name is changed here, and it is removed with the password. */
export function PasskeyRow({ passkey, renaming, removing }: Props) {
  const { t, moment } = useWords();
  const [open, setOpen] = useState<"rename" | "remove" | null>(null);
  const toggle = (form: typeof open) => setOpen(open === form ? null : form);
  return (
    <Stack gap={4} role="listitem">
      <Group justify="space-between" wrap="nowrap">
        <div>
          <Text size="sm" fw={500}>
            {passkey.name}
          </Text>
          <Text size="xs" c="dimmed">
            {passkey.last_used_at
              ? t("passkey-used", { when: moment(passkey.last_used_at) })
              : t("passkey-unused")}
          </Text>
        </div>
        <Group gap={4} wrap="nowrap">
          <ActionIcon
            variant="subtle"
            aria-label={t("passkey-rename", { name: passkey.name })}
            aria-expanded={open === "rename"}
            onClick={() => toggle("rename")}
          >
            <IconPencil size={16} aria-hidden />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="red"
            aria-label={t("passkey-remove", { name: passkey.name })}
            aria-expanded={open === "remove"}
            onClick={() => toggle("remove")}
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </Group>
      </Group>
      {open === "rename" && <RenameForm passkey={passkey} renaming={renaming} onDone={() => setOpen(null)} />}
      {open === "remove" && <RemoveForm passkey={passkey} removing={removing} />}
    </Stack>
  );
}

function RenameForm({
  passkey,
  renaming,
  onDone,
}: Pick<Props, "passkey" | "renaming"> & { onDone: () => void }) {
  const { t } = useWords();
  const [name, setName] = useState(passkey.name);
  const send = () => renaming.mutate({ id: passkey.id, name: name.trim() }, { onSuccess: onDone });
  return (
    <Form label={t("passkey-rename", { name: passkey.name })} onSubmit={send}>
      <Stack gap="xs">
        <TextInput
          label={t("passkey-name")}
          maxLength={100}
          maw={320}
          autoFocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {renaming.isError && <ProblemNotice error={renaming.error} />}
        <Group>
          <Button size="xs" type="submit" loading={renaming.isPending} disabled={!name.trim()}>
            {t("save")}
          </Button>
        </Group>
      </Stack>
    </Form>
  );
}

function RemoveForm({ passkey, removing }: Pick<Props, "passkey" | "removing">) {
  const { t } = useWords();
  const [password, setPassword] = useState("");
  const isEnough = useIsEnough(password);
  return (
    <Form
      label={t("passkey-remove", { name: passkey.name })}
      onSubmit={() => removing.mutate({ id: passkey.id, password })}
    >
      <Stack gap="xs">
        <Text size="sm">{t("passkey-removing")}</Text>
        <PasswordAgain label={t("password")} value={password} onChange={setPassword} />
        {removing.isError && <ProblemNotice error={removing.error} />}
        <Group>
          <Button size="xs" variant="default" type="submit" loading={removing.isPending} disabled={!isEnough}>
            {t("passkey-remove", { name: passkey.name })}
          </Button>
        </Group>
      </Stack>
    </Form>
  );
}
