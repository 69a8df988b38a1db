import { ActionIcon, Box, Menu, Text } from "@mantine/core";
import { IconLogout, IconShieldLock, IconUrgent, IconUserCircle, IconUsers } from "@tabler/icons-react";
import { Link } from "react-router";
import { useMay, useMe } from "@/api/me";
import { signOut } from "@/features/accounts/signing";
import { useWords } from "@/words";
import { Preferences } from "./Preferences";

/** Who is signed in, how the app looks and speaks to them, and the way out. */
export function PersonMenu() {
  const { t } = useWords();
  const me = useMe();
  const may = useMay();
  return (
    <Menu position="bottom-end" width={320} withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t("account")}>
          <IconUserCircle stroke={1.6} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Box px="sm" py="xs">
          <Text size="sm" fw={600}>
            {me.data?.name || me.data?.email}
          </Text>
          <Text size="xs" c="dimmed">
            {me.data && `${t(`role-${me.data.role}`)} · ${me.data.organisation_name}`}
          </Text>
        </Box>
        <Menu.Divider />
        <Box px="sm" py="xs">
          <Preferences />
        </Box>
        <Menu.Divider />
        <Menu.Item component={Link} to="/security" leftSection={<IconShieldLock size={16} aria-hidden />}>
          {t("security")}
        </Menu.Item>
        {(may("access-in-emergency") || may("read-audit")) && (
          <Menu.Item
            component={Link}
            to="/emergency-accesses"
            leftSection={<IconUrgent size={16} aria-hidden />}
          >
            {t("emergency-accesses")}
          </Menu.Item>
        )}
        <Menu.Item component={Link} to="/access" leftSection={<IconUsers size={16} aria-hidden />}>
          {t("access")}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => void signOut()}>
          {t("sign-out")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
