import { PasswordInput } from "@mantine/core";
import { useWords } from "@/words";
import { useProvider } from "./provider";

interface Props {
  label: string;
  value: string;
  onChange: (password: string) => void;
}

/** Whether the form can be sent. With a provider the server decides whether a password was needed. */
export function useIsEnough(password: string): boolean {
  return useProvider().data?.is_set_up === true || password !== "";
}

/** The password, entered again. It may be empty after a recent sign-in with the hospital account. */
export function PasswordAgain({ label, value, onChange }: Props) {
  const { t } = useWords();
  const provider = useProvider().data;
  return (
    <PasswordInput
      label={label}
      {...(provider?.is_set_up && {
        description: t("password-not-needed", { provider: provider.name ?? "" }),
      })}
      autoComplete="current-password"
      maw={320}
      value={value}
      visibilityToggleButtonProps={{ "aria-label": t("show-password"), tabIndex: 0 }}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
