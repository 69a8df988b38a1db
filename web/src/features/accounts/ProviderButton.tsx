import { Button, Divider, Stack } from "@mantine/core";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { useWords } from "@/words";
import { useProvider, useProviderSignIn } from "./provider";

/** The sign-in with hospital accounts, if the operator has set it up. */
export function ProviderButton() {
  const { t } = useWords();
  const provider = useProvider();
  const signIn = useProviderSignIn();
  if (!provider.data?.is_set_up) return null;
  return (
    <Stack>
      <Divider label={t("or")} />
      {signIn.isError && <ProblemNotice error={signIn.error} />}
      <Button variant="default" size="md" loading={signIn.isPending} onClick={() => signIn.mutate()}>
        {t("sign-in-with", { provider: provider.data.name ?? "" })}
      </Button>
    </Stack>
  );
}
