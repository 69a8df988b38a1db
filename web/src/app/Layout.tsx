import { Anchor, AppShell, Group } from "@mantine/core";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { useMay } from "@/api/me";
import { FollowsJobs } from "@/features/jobs/FollowsJobs";
import { NoticesMenu } from "@/features/notifications/NoticesMenu";
import { useWords } from "@/words";
import classes from "./app.module.css";
import { useKeptFocus } from "./keptFocus";
import { Navigation } from "./Navigation";
import { PersonMenu } from "./PersonMenu";

/** What surrounds every page: where one can go, what has happened, who is signed in. */
export function Layout({ children }: { children: ReactNode }) {
  const { t } = useWords();
  const may = useMay();
  useKeptFocus();
  return (
    <AppShell header={{ height: 56 }} footer={{ height: { base: 60, sm: 0 } }} padding={0}>
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
            {may("read-jobs") && <NoticesMenu />}
            <PersonMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Main id="content" tabIndex={-1}>
        {may("read-jobs") && <FollowsJobs />}
        {children}
      </AppShell.Main>
      <AppShell.Footer hiddenFrom="sm" className={classes["bar"] ?? ""}>
        <Navigation place="footer" />
      </AppShell.Footer>
    </AppShell>
  );
}
