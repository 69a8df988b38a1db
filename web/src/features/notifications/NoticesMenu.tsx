import { ActionIcon, Box, Indicator, Menu, Text } from "@mantine/core";
import { IconBell } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "react-router";
import { api } from "@/api/client";
import { answered } from "@/api/problem";
import { useWords } from "@/words";

const NOTICES = ["notices"];
const POLL_MS = 30_000;
const SHOWN = 8;

/** What has happened for this person; what they have not read yet is marked. */
export function NoticesMenu() {
  const { t, moment } = useWords();
  const notices = useQuery({
    queryKey: NOTICES,
    queryFn: () => answered(api.GET("/api/v1/notifications", { params: { query: { size: SHOWN } } })),
    refetchInterval: POLL_MS,
  });
  const read = useRead();
  const items = notices.data?.items ?? [];
  const unread = items.filter(({ read_at }) => !read_at).length;
  return (
    <Menu position="bottom-end" width={330} withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t("notices", { count: unread })}>
          <Indicator disabled={!unread} size={8} offset={3}>
            <IconBell stroke={1.6} size={22} aria-hidden style={{ display: "block" }} />
          </Indicator>
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {!items.length && (
          <Box p="md">
            <Text size="sm" c="dimmed">
              {t("notices-none")}
            </Text>
          </Box>
        )}
        {items.map((notice) => (
          <Menu.Item
            key={notice.id}
            component={Link}
            to={placeOf(notice.link)}
            onClick={() => read.mutate(notice.id)}
          >
            <Text size="sm" fw={notice.read_at ? 400 : 650}>
              {notice.text}
            </Text>
            <Text size="xs" c="dimmed">
              {moment(notice.created_at)}
            </Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Where in the app a notice leads; its link names a record of the API. */
export function placeOf(link: string): string {
  const [, kind, id] = /\/(cases|reports|series|jobs)\/([^/]+)/.exec(link) ?? [];
  return kind && id ? `/${kind}/${id}` : "/";
}

function useRead() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (notification_id: number) =>
      answered(
        api.POST("/api/v1/notifications/{notification_id}/read", { params: { path: { notification_id } } }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: NOTICES }),
  });
}
