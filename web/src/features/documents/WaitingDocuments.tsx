import { Stack, Text, Title } from "@mantine/core";
import { QueryResult } from "@/ui/QueryResult";
import { Surface } from "@/ui/Surface";
import { useWords } from "@/words";
import { DocumentRow } from "./DocumentRow";
import classes from "./documents.module.css";
import { type Review, useWaiting } from "./queries";

/** The documents of all cases that wait for a person. */
export function WaitingDocuments() {
  return (
    <Stack gap="xl">
      <Waiting review="needed" />
      <Waiting review="second" />
    </Stack>
  );
}

function Waiting({ review }: { review: Review }) {
  const { t } = useWords();
  const waiting = useWaiting(review);
  return (
    <section>
      <Title order={2} size="h5" mb="sm">
        {t(`waiting-${review}`)}
      </Title>
      <QueryResult query={waiting}>
        {({ items }) =>
          items.length ? (
            <Surface>
              <ul className={classes["list"]} aria-label={t(`waiting-${review}`)}>
                {items.map((document) => (
                  <DocumentRow key={document.id} document={document} />
                ))}
              </ul>
            </Surface>
          ) : (
            <Text size="sm" c="dimmed">
              {t("waiting-none")}
            </Text>
          )
        }
      </QueryResult>
    </section>
  );
}
