import { Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { Surface } from "./Surface";
import classes from "./ui.module.css";

/** An empty list: what is missing, why, and how to start. */
export function Empty({
  title,
  children,
  action,
}: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <Surface>
      <Stack align="center" gap="sm" className={classes["empty"] ?? ""}>
        <Title order={2} size="h4">
          {title}
        </Title>
        {children && (
          <Text c="dimmed" maw={520}>
            {children}
          </Text>
        )}
        {action}
      </Stack>
    </Surface>
  );
}
