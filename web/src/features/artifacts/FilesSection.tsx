import { Button, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { api } from "@/api/client";
import { contentOf, save } from "@/api/files";
import { answered } from "@/api/problem";
import { More } from "@/ui/More";
import { QueryResult } from "@/ui/QueryResult";
import { sizeText } from "@/ui/size";
import { Surface } from "@/ui/Surface";
import { useWords } from "@/words";
import classes from "./artifacts.module.css";

const PAGE_SIZE = 10;

/** Every file that was sent into a case or made from it, newest first. */
export function FilesSection({ caseId }: { caseId: string }) {
  const words = useWords();
  const { t, moment } = words;
  const files = useInfiniteQuery({
    queryKey: ["case", caseId, "files"],
    queryFn: ({ pageParam }) => {
      const query = { size: PAGE_SIZE, ...(pageParam ? { cursor: pageParam } : {}) };
      return answered(
        api.GET("/api/v1/cases/{case_id}/artifacts", { params: { path: { case_id: caseId }, query } }),
      );
    },
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
  });
  return (
    <QueryResult query={files}>
      {({ pages }) => {
        const rows = pages.flatMap(({ items }) => items);
        if (!rows.length)
          return (
            <Text size="sm" c="dimmed">
              {t("no-files")}
            </Text>
          );
        return (
          <Surface>
            <ul className={classes["list"]} aria-label={t("files")}>
              {rows.map(({ id, name, size, is_received, created_at }) => (
                <li key={id} className={classes["row"]}>
                  <div>
                    <Text size="sm" truncate>
                      {name}
                    </Text>
                    <Text size="xs" c="dimmed">
                      {t(is_received ? "file-received" : "file-generated")} · {moment(created_at)}
                    </Text>
                  </div>
                  <Text size="xs" c="dimmed">
                    {sizeText(size, words)}
                  </Text>
                  <Button
                    size="compact-xs"
                    variant="default"
                    aria-label={t("save-file", { name })}
                    onClick={() => void save(contentOf(id), name)}
                  >
                    {t("save")}
                  </Button>
                </li>
              ))}
            </ul>
            <More list={files} isSmall />
          </Surface>
        );
      }}
    </QueryResult>
  );
}
