import { Text } from "@mantine/core";
import type { ReactNode } from "react";
import { Entry } from "./Entry";
import { SignInForm } from "./SignInForm";

interface Props {
  email?: string;
  reason?: string;
  footer?: ReactNode;
}

/** The sign-in page. It also covers a screen whose session has ended. */
export function SignInPage({ email, reason, footer }: Props) {
  return (
    <Entry footer={footer}>
      {reason && (
        <Text mb="md" size="sm" role="status">
          {reason}
        </Text>
      )}
      <SignInForm {...(email ? { email } : {})} />
    </Entry>
  );
}
