import { Button, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Empty } from "@/ui/Empty";
import { Form } from "@/ui/Form";
import { Screen } from "@/ui/Screen";
import { QueryResult } from "@/ui/QueryResult";
import { useWords } from "@/words";
import { HITS, useSearch } from "./queries";
import { SearchHit } from "./SearchHit";
import { WaitingDocuments } from "./WaitingDocuments";

const ASKED = ["asked-of-documents"];

/** Search the text of documents. Before a search it lists the documents that wait for review. */
export function SearchPage() {
  const { t } = useWords();
  const [asked, ask] = useAsked();
  const [typed, setTyped] = useState(asked);
  return (
    <Screen title={t("search")} about={t("search-about")}>
      <Form label={t("search")} onSubmit={() => ask(typed.trim())}>
        <Group align="flex-end" gap="xs">
          <TextInput
            label={t("search-terms")}
            description={t("search-terms-about")}
            value={typed}
            maxLength={100}
            autoFocus
            autoComplete="off"
            style={{ flex: 1, maxWidth: 520 }}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Button type="submit" leftSection={<IconSearch size={16} aria-hidden />}>
            {t("find")}
          </Button>
        </Group>
      </Form>
      {asked ? <Hits query={asked} /> : <WaitingDocuments />}
    </Screen>
  );
}

function Hits({ query }: { query: string }) {
  const { t } = useWords();
  const hits = useSearch(query);
  return (
    <QueryResult query={hits}>
      {(rows) =>
        rows.length ? (
          <Stack gap="sm">
            <Title order={2} size="h5" role="status">
              {t(rows.length === HITS ? "hits-newest" : "hits-count", { count: rows.length })}
            </Title>
            {rows.map((hit) => (
              <SearchHit key={hit.document} hit={hit} />
            ))}
          </Stack>
        ) : (
          <div role="status">
            <Empty title={t("hits-none")}>
              <Text>{t("hits-none-about")}</Text>
            </Empty>
          </div>
        )
      }
    </QueryResult>
  );
}

/** What was asked for stays while one looks at a hit; in memory only, for it may be a name. */
function useAsked(): [string, (query: string) => void] {
  const queries = useQueryClient();
  const { data } = useQuery({
    queryKey: ASKED,
    queryFn: () => queries.getQueryData<string>(ASKED) ?? "",
    initialData: "",
    staleTime: Infinity,
    gcTime: Infinity,
  });
  return [data, (query) => queries.setQueryData(ASKED, query)];
}
