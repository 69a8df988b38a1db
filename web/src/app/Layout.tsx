import { Anchor, AppShell, Group } from "@mantine/core";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { useMay, useMe } from "@/api/me";
import { AccountChanges } from "@/features/accounts/AccountChanges";
import { FollowsJobs } from "@/features/jobs/FollowsJobs";
import { NotificationsMenu } from "@/features/notifications/NotificationsMenu";
import { useWords } from "@/words";
import classes from "./app.module.css";
import { useRestoredFocus } from "./restoredFocus";
import { Navigation } from "./Navigation";
import { PersonMenu } from "./PersonMenu";

/** The frame of every page: menu, notifications and account. */
export function Layout({ children }: { children: ReactNode }) {
  const { t } = useWords();
  const may = useMay();
  const me = useMe();
  useRestoredFocus();
  return (
    <AppShell header={{ height: 56 }} footer={{ height: { base: 60, md: 0 } }} padding={0}>
      <a href="#content" className={classes["skip"]}>
        {t("skip")}
      </a>
      <AppShell.Header className={classes["bar"] ?? ""}>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="lg" wrap="nowrap">
            <Anchor component={Link} to="/" className={classes["brand"] ?? ""} underline="never">
              Jindan <span lang="ko">진단</span>
            </Anchor>
            <Navigation place="header" />
          </Group>
          <Group gap={4} wrap="nowrap">
            {me.data && <NotificationsMenu />}
            <PersonMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Main id="content" tabIndex={-1}>
        {me.data && !me.data.must_change_password && <AccountChanges />}
        {may("read-jobs") && <FollowsJobs />}
        {children}
      </AppShell.Main>
      <AppShell.Footer hiddenFrom="md" className={classes["bar"] ?? ""}>
        <Navigation place="footer" />
      </AppShell.Footer>
    </AppShell>
  );
}
