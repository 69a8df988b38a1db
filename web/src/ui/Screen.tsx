import { Group, Stack, Text, Title } from "@mantine/core";
import { type ReactNode, useEffect } from "react";
import classes from "./ui.module.css";

interface Props {
  title: string;
  /** A line under the title. */
  about?: ReactNode;
  actions?: ReactNode;
  isWide?: boolean;
  children: ReactNode;
}

/** A page: its heading, its actions and its content. */
export function Screen({ title, about, actions, isWide = false, children }: Props) {
  useEffect(() => {
    document.title = `${title} · Jindan`;
  }, [title]);
  return (
    <div className={`${classes["screen"] ?? ""} ${isWide ? (classes["wide"] ?? "") : ""}`}>
      <Stack gap="lg">
        <Group justify="space-between" align="flex-end" gap="sm">
          <div>
            <Title order={1} size="h3" className={classes["wholewords"] ?? ""}>
              {title}
            </Title>
            {about && (
              <Text component="div" c="dimmed" size="sm" mt={4}>
                {about}
              </Text>
            )}
          </div>
          {actions && <Group gap="xs">{actions}</Group>}
        </Group>
        {children}
      </Stack>
    </div>
  );
}
