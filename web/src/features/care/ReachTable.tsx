import { Table, Text, Title } from "@mantine/core";
import type { Schemas } from "@/api/client";
import { QueryResult } from "@/ui/QueryResult";
import { Surface } from "@/ui/Surface";
import classes from "@/ui/ui.module.css";
import { useWords } from "@/words";
import { useReach } from "./queries";

const CONFIDENTIALITIES: Schemas["Confidentiality"][] = ["normal", "restricted", "very-restricted"];
const RELATIONS: Schemas["Relation"][] = ["none", "member", "emergency"];
const ROLES: Schemas["Role"][] = ["clinician", "researcher", "clerk", "administrator", "auditor"];

/** The table that decides who sees a patient, by role, care relation and how closely the record is kept. */
export function ReachTable() {
  const { t } = useWords();
  const reach = useReach();
  return (
    <Surface>
      <Title order={2} size="h5" p="md" pb={0}>
        {t("reach")}
      </Title>
      <Text size="sm" c="dimmed" px="md">
        {t("reach-about")}
      </Text>
      <QueryResult query={reach}>
        {({ cells }) => {
          const isSeen = (...[role, relation, kept]: string[]) =>
            cells.some(
              (cell) =>
                cell.role === role &&
                cell.relation === relation &&
                cell.confidentiality === kept &&
                cell.capabilities.length > 0,
            );
          return (
            <div className={classes["scroll"]}>
              <Table verticalSpacing="xs" horizontalSpacing="md" className={classes["stacked"] ?? ""}>
                <Table.Thead>
                  <Table.Tr>
                    {["role", "relation", ...CONFIDENTIALITIES.map((kept) => `kept-${kept}`)].map(
                      (column) => (
                        <Table.Th key={column}>{t(column)}</Table.Th>
                      ),
                    )}
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {ROLES.flatMap((role) =>
                    RELATIONS.map((relation) => (
                      <Table.Tr key={`${role} ${relation}`}>
                        <Table.Td data-label={t("role")}>{t(`role-${role}`)}</Table.Td>
                        <Table.Td data-label={t("relation")}>{t(`relation-${relation}`)}</Table.Td>
                        {CONFIDENTIALITIES.map((kept) => (
                          <Table.Td key={kept} data-label={t(`kept-${kept}`)}>
                            {t(isSeen(role, relation, kept) ? "reach-seen" : "reach-unseen")}
                          </Table.Td>
                        ))}
                      </Table.Tr>
                    )),
                  )}
                </Table.Tbody>
              </Table>
            </div>
          );
        }}
      </QueryResult>
    </Surface>
  );
}
