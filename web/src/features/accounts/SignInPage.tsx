import { Text } from "@mantine/core";
import type { ReactNode } from "react";
import { Entry } from "./Entry";
import { SignInForm } from "./SignInForm";

interface Props {
  email?: string;
  reason?: string;
  footer?: ReactNode;
}

/** The way in; also over a screen whose session has ended, which then goes on where it was. */
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
