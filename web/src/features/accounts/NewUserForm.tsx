import { Button, Group, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Schemas } from "@/api/client";
import { Form } from "@/ui/Form";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { Surface } from "@/ui/Surface";
import { useWords } from "@/words";
import { type Role, ROLES, useNewUser } from "./queries";

/** A new account: e-mail, name, role. The person chooses the password by a link. */
export function NewUserForm({ onMade }: { onMade: (made: Schemas["PasswordLinkOut"]) => void }) {
  const { t } = useWords();
  const [email, setEmail] = useState("");
  const [name, setName] = useState("");
  const [role, setRole] = useState<Role>("clinician");
  const making = useNewUser();
  const make = () =>
    making.mutate(
      { email: email.trim(), name: name.trim(), role },
      {
        onSuccess: (made) => {
          onMade(made);
          setEmail("");
          setName("");
        },
      },
    );
  return (
    <Surface p="md">
      <Form label={t("new-user")} onSubmit={make}>
        <Group align="flex-end">
          <TextInput
            label={t("email")}
            type="email"
            autoComplete="off"
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <TextInput
            label={t("name")}
            autoComplete="off"
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Select
            label={t("role")}
            allowDeselect={false}
            value={role}
            onChange={(value) => setRole(value as Role)}
            data={ROLES.filter((name) => name !== "administrator").map((value) => ({
              value,
              label: t(`role-${value}`),
            }))}
          />
          <Button type="submit" loading={making.isPending} disabled={!email.trim()}>
            {t("new-user")}
          </Button>
        </Group>
        {making.isError && <ProblemNotice error={making.error} />}
      </Form>
    </Surface>
  );
}
