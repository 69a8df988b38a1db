import { Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { Form } from "@/ui/Form";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { useWords } from "@/words";
import { CodeForm } from "./CodeForm";
import { PasskeyButton } from "./PasskeyButton";
import { ProviderButton } from "./ProviderButton";
import { type SecondFactor, usePassword } from "./signing";

/** E-mail and password, then the code where one is asked for; or the hospital's own accounts. */
export function SignInForm({ email: known = "" }: { email?: string }) {
  const { t } = useWords();
  const [email, setEmail] = useState(known);
  const [password, setPassword] = useState("");
  const [factor, setFactor] = useState<SecondFactor | null>(null);
  const signIn = usePassword(setFactor);
  if (factor) return <CodeForm factor={factor} onAskedAgain={setFactor} onBack={() => setFactor(null)} />;
  return (
    <Form label={t("sign-in")} onSubmit={() => signIn.mutate({ email: email.trim(), password })}>
      <Stack>
        <TextInput
          label={t("email")}
          type="email"
          name="email"
          autoComplete="username"
          autoFocus={!known}
          required
          withAsterisk={false}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label={t("password")}
          name="password"
          autoComplete="current-password"
          autoFocus={Boolean(known)}
          required
          withAsterisk={false}
          value={password}
          visibilityToggleButtonProps={{ "aria-label": t("show-password"), tabIndex: 0 }}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        {signIn.isError && <ProblemNotice error={signIn.error} />}
        <Button type="submit" size="md" loading={signIn.isPending} disabled={!email || !password}>
          {t("sign-in")}
        </Button>
        <PasskeyButton />
        <ProviderButton />
      </Stack>
    </Form>
  );
}
