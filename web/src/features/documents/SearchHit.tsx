import { Group, Text } from "@mantine/core";
import { Link } from "react-router";
import { Surface } from "@/ui/Surface";
import { useWords } from "@/words";
import classes from "./documents.module.css";
import { addressOf } from "./places";
import type { Hit } from "./queries";

/** A document that matches, with its matching places and the words around them. */
export function SearchHit({ hit }: { hit: Hit }) {
  const { t, day } = useWords();
  return (
    <article>
      <Surface pt="sm" pb={4}>
        <Group px={18} gap="xs" justify="space-between">
          <Text fw={600}>{hit.kind_text}</Text>
          <Text size="sm" c="dimmed">
            {[hit.patient_code, hit.case_title, day(hit.created_at)].filter(Boolean).join(" · ")}
          </Text>
        </Group>
        {hit.places.map((place) => (
          <Link
            key={`${place.page} ${place.boxes.join()}`}
            to={addressOf(hit.document, place)}
            className={classes["hit"]}
          >
            {place.before} <mark>{place.found}</mark> {place.after}
            <Text size="xs" c="dimmed" component="span" display="block">
              {t("page-and-line", { page: place.page, line: place.line })}
            </Text>
          </Link>
        ))}
      </Surface>
    </article>
  );
}
