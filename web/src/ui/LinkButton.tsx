import { Button, type ButtonProps } from "@mantine/core";
import type { ReactNode } from "react";
import { Link } from "react-router";

/** A link that looks like a button. */
export function LinkButton({ to, children, ...button }: ButtonProps & { to: string; children: ReactNode }) {
  return (
    <Button component={Link} to={to} {...button}>
      {children}
    </Button>
  );
}
