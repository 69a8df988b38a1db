import { Anchor, Button, Center, Text } from "@mantine/core";
import { Link } from "react-router";
import { Empty } from "@/ui/Empty";
import { LinkButton } from "@/ui/LinkButton";
import { Shown } from "@/ui/Shown";
import { Surface } from "@/ui/Surface";
import { useWords } from "@/words";
import classes from "./patients.module.css";
import { useCases } from "./queries";

/** Cases with whose they are and what is asked. */
export function CaseList({ patient }: { patient?: string }) {
  const { t, day } = useWords();
  const cases = useCases(patient);
  return (
    <Shown query={cases}>
      {({ pages }) => {
        const found = pages.flatMap(({ items }) => items);
        if (!found.length)
          return (
            <Empty title={t("cases-none")} action={<LinkButton to="/new">{t("new-case")}</LinkButton>} />
          );
        return (
          <Surface>
            <ul className={classes["list"]} aria-label={t("cases")}>
              {found.map((each) => (
                <li key={each.id} className={classes["row"]}>
                  <Anchor component={Link} to={`/cases/${each.id}`} fw={600}>
                    {each.patient_code}
                  </Anchor>
                  <Text size="sm">{each.title || t("untitled")}</Text>
                  <Text size="sm" c="dimmed">
                    {day(each.created_at)}
                  </Text>
                </li>
              ))}
            </ul>
            {cases.hasNextPage && (
              <Center p="md">
                <Button
                  variant="subtle"
                  loading={cases.isFetchingNextPage}
                  onClick={() => void cases.fetchNextPage()}
                >
                  {t("more")}
                </Button>
              </Center>
            )}
          </Surface>
        );
      }}
    </Shown>
  );
}
