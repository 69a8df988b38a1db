import { Anchor, Text } from "@mantine/core";
import { Link } from "react-router";
import { Empty } from "@/ui/Empty";
import { LinkButton } from "@/ui/LinkButton";
import { More } from "@/ui/More";
import { QueryResult } from "@/ui/QueryResult";
import { Surface } from "@/ui/Surface";
import { useWords } from "@/words";
import classes from "./patients.module.css";
import { useCases } from "./queries";

/** Cases with their patients and clinical questions. */
export function CaseList({ patient }: { patient?: string }) {
  const { t, day } = useWords();
  const cases = useCases(patient);
  return (
    <QueryResult query={cases}>
      {({ pages }) => {
        const rows = pages.flatMap(({ items }) => items);
        if (!rows.length)
          return (
            <Empty title={t("cases-none")} action={<LinkButton to="/new">{t("new-case")}</LinkButton>} />
          );
        return (
          <Surface>
            <ul className={classes["list"]} aria-label={t("cases")}>
              {rows.map((row) => (
                <li key={row.id} className={classes["row"]}>
                  <Anchor component={Link} to={`/cases/${row.id}`} fw={600}>
                    {row.patient_code}
                  </Anchor>
                  <Text size="sm">{row.title || t("untitled")}</Text>
                  <Text size="sm" c="dimmed">
                    {day(row.created_at)}
                  </Text>
                </li>
              ))}
            </ul>
            <More list={cases} />
          </Surface>
        );
      }}
    </QueryResult>
  );
}
