import { Group, Text } from "@mantine/core";
import { LinkButton } from "@/ui/LinkButton";
import { useWords } from "@/words";
import { DocumentState } from "./DocumentState";
import classes from "./documents.module.css";
import type { Document } from "./queries";

/** A document in a list: its type, its length and its review status. */
export function DocumentRow({ document, isInCase = false }: { document: Document; isInCase?: boolean }) {
  const { t, moment } = useWords();
  const facts = [
    !isInCase && document.patient_code,
    t("pages", { count: document.pages }),
    moment(document.created_at),
    isInCase && document.name,
  ];
  const isOpen = document.review === "needed" || document.review === "second";
  return (
    <li className={classes["row"]}>
      <div>
        <Text fw={600}>{document.kind_text}</Text>
        <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
          {facts.filter(Boolean).join(" · ")}
        </Text>
      </div>
      <Group gap="xs">
        <DocumentState document={document} />
        <LinkButton to={`/documents/${document.id}`} size="xs" variant={isOpen ? "filled" : "default"}>
          {t(isOpen ? "check-document" : "open-document")}
        </LinkButton>
      </Group>
    </li>
  );
}
