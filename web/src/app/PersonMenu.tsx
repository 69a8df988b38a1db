import { Box, Divider, Text } from "@mantine/core";
import { IconLogout, IconShieldLock, IconUrgent, IconUserCircle, IconUsers } from "@tabler/icons-react";
import { useMay, useMe } from "@/api/me";
import { signOut } from "@/features/accounts/signing";
import { PanelAction, PanelButton, PanelLink } from "@/ui/Panel";
import { useWords } from "@/words";
import { Preferences } from "./Preferences";

/** Who is signed in, how the app looks and speaks to them, and the way out. */
export function PersonMenu() {
  const { t } = useWords();
  const me = useMe();
  const may = useMay();
  return (
    <PanelButton label={t("account")} icon={<IconUserCircle stroke={1.6} aria-hidden />} width={320}>
      <Box px="sm" py="xs">
        <Text size="sm" fw={600}>
          {me.data?.name || me.data?.email}
        </Text>
        <Text size="xs" c="dimmed">
          {me.data && `${t(`role-${me.data.role}`)} · ${me.data.organisation_name}`}
        </Text>
      </Box>
      <Divider my={4} />
      <Box px="sm" py="xs">
        <Preferences />
      </Box>
      <Divider my={4} />
      <PanelLink to="/security" icon={<IconShieldLock size={16} aria-hidden />}>
        {t("security")}
      </PanelLink>
      {(may("access-in-emergency") || may("read-audit")) && (
        <PanelLink to="/emergency-accesses" icon={<IconUrgent size={16} aria-hidden />}>
          {t("emergency-accesses")}
        </PanelLink>
      )}
      <PanelLink to="/access" icon={<IconUsers size={16} aria-hidden />}>
        {t("access")}
      </PanelLink>
      <PanelAction icon={<IconLogout size={16} aria-hidden />} onClick={() => void signOut()}>
        {t("sign-out")}
      </PanelAction>
    </PanelButton>
  );
}
