import { Indicator, Text } from "@mantine/core";
import { IconBell } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@/api/client";
import { answered } from "@/api/problem";
import { PanelButton, PanelLink } from "@/ui/Panel";
import { useWords } from "@/words";

const NOTIFICATIONS = ["notifications"];
const POLL_MS = 30_000;
const PAGE_SIZE = 8;

/** The newest notifications of this user, with the unread ones marked. */
export function NotificationsMenu() {
  const { t, moment } = useWords();
  const notifications = useQuery({
    queryKey: NOTIFICATIONS,
    queryFn: () => answered(api.GET("/api/v1/notifications", { params: { query: { size: PAGE_SIZE } } })),
    refetchInterval: POLL_MS,
  });
  const read = useRead();
  const items = notifications.data?.items ?? [];
  const unread = items.filter(({ read_at }) => !read_at).length;
  return (
    <PanelButton
      label={t("notifications", { count: unread })}
      name={t("notifications", { count: 0 })}
      icon={
        <Indicator disabled={!unread} size={8} offset={3}>
          <IconBell stroke={1.6} size={22} aria-hidden style={{ display: "block" }} />
        </Indicator>
      }
      width={330}
    >
      {!items.length && (
        <Text size="sm" c="dimmed" p="md">
          {t("notifications-none")}
        </Text>
      )}
      {items.map((notification) => (
        <PanelLink
          key={notification.id}
          to={placeOf(notification.link)}
          onClick={() => read.mutate(notification.id)}
        >
          <Text size="sm" fw={notification.read_at ? 400 : 650}>
            {notification.text}
          </Text>
          <Text size="xs" c="dimmed">
            {moment(notification.created_at)}
          </Text>
        </PanelLink>
      ))}
    </PanelButton>
  );
}

/** Return the path in the app for a notification, whose link names a record of the API. */
export function placeOf(link: string): string {
  const [, list] = /^\/(emergency-accesses|erasures|cases)(?:\/[^/]+)?$/.exec(link) ?? [];
  if (list) return `/${list}`;
  const [, patient] = /^\/patients\/([^/]+)$/.exec(link) ?? [];
  if (patient) return `/cases?patient=${patient}`;
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
    onSuccess: () => queries.invalidateQueries({ queryKey: NOTIFICATIONS }),
  });
}
