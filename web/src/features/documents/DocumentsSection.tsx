import { Text } from "@mantine/core";
import { QueryResult } from "@/ui/QueryResult";
import { Surface } from "@/ui/Surface";
import { useWords } from "@/words";
import { DocumentRow } from "./DocumentRow";
import classes from "./documents.module.css";
import { useDocuments } from "./queries";

/** The documents of a case that have been read. */
export function DocumentsSection({ caseId }: { caseId: string }) {
  const { t } = useWords();
  const documents = useDocuments(caseId);
  return (
    <QueryResult query={documents}>
      {({ items }) =>
        items.length ? (
          <Surface>
            <ul className={classes["list"]} aria-label={t("documents")}>
              {items.map((document) => (
                <DocumentRow key={document.id} document={document} isInCase />
              ))}
            </ul>
          </Surface>
        ) : (
          <Text size="sm" c="dimmed">
            {t("no-documents")}
          </Text>
        )
      }
    </QueryResult>
  );
}
