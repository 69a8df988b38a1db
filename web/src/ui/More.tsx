import { Button, Center } from "@mantine/core";
import { useWords } from "@/words";

interface Props {
  list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> };
  isSmall?: boolean;
}

/** Loads the next page of a list, where there is one. */
export function More({ list, isSmall = false }: Props) {
  const { t } = useWords();
  if (!list.hasNextPage) return null;
  return (
    <Center p={isSmall ? "sm" : "md"}>
      <Button
        variant="subtle"
        size={isSmall ? "xs" : "sm"}
        loading={list.isFetchingNextPage}
        onClick={() => void list.fetchNextPage()}
      >
        {t("more")}
      </Button>
    </Center>
  );
}
