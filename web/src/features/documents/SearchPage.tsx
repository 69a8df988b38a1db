import { Button, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Empty } from "@/ui/Empty";
import { Form } from "@/ui/Form";
import { Screen } from "@/ui/Screen";
import { Shown } from "@/ui/Shown";
import { useWords } from "@/words";
import { HITS, useSearch } from "./queries";
import { SearchHit } from "./SearchHit";
import { WaitingDocuments } from "./WaitingDocuments";

const ASKED = ["asked-of-documents"];

/** Documents by what they say: words, parts of words, or initials. Before a search, those that wait for a person. */
export function SearchPage() {
  const { t } = useWords();
  const [asked, ask] = useAsked();
  const [typed, setTyped] = useState(asked);
  return (
    <Screen title={t("search")} about={t("search-about")}>
      <Form label={t("search")} onSubmit={() => ask(typed.trim())}>
        <Group align="flex-end" gap="xs">
          <TextInput
            label={t("search-words")}
            description={t("search-words-about")}
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
      {asked ? <Found query={asked} /> : <WaitingDocuments />}
    </Screen>
  );
}

function Found({ query }: { query: string }) {
  const { t } = useWords();
  const hits = useSearch(query);
  return (
    <Shown query={hits}>
      {(found) =>
        found.length ? (
          <Stack gap="sm">
            <Title order={2} size="h5" role="status">
              {t(found.length === HITS ? "found-newest" : "found-count", { count: found.length })}
            </Title>
            {found.map((hit) => (
              <SearchHit key={hit.document} hit={hit} />
            ))}
          </Stack>
        ) : (
          <div role="status">
            <Empty title={t("found-none")}>
              <Text>{t("found-none-about")}</Text>
            </Empty>
          </div>
        )
      }
    </Shown>
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
