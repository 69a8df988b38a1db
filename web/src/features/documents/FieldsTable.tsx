import { Stack, Text } from "@mantine/core";
import classesOfUi from "@/ui/ui.module.css";
import { useWords } from "@/words";
import classes from "./documents.module.css";
import { rowsOf, shownOf, singlesOf } from "./fields";
import type { Field, Reading } from "./queries";
import type { Decisions } from "./resolving";
import { Value } from "./Value";

interface Props {
  reading: Reading;
  decisions: Decisions;
  chosen: string | null;
  onChoose: (key: string) => void;
}

/** The values that were read by name: those that stand alone, and rows such as results and drugs as tables. */
export function FieldsTable({ reading, decisions, chosen, onChoose }: Props) {
  const { t } = useWords();
  const singles = singlesOf(reading.fields);
  const value = (field: Field) => {
    const key = `field-${field.position}`;
    return (
      <Value
        text={shownOf(field)}
        isFlagged={field.is_flagged}
        decision={decisions[key]}
        isChosen={chosen === key}
        onChoose={() => onChoose(key)}
      />
    );
  };
  if (!reading.fields.length)
    return (
      <Text size="sm" c="dimmed">
        {t("no-fields")}
      </Text>
    );
  return (
    <Stack gap="lg">
      {singles.length > 0 && (
        <table className={classes["fields"]} aria-label={t("fields")}>
          <tbody>
            {singles.map((field) => (
              <tr key={field.position}>
                <th scope="row">{field.name_text}</th>
                <td>
                  {value(field)}
                  <Coded field={field} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {rowsOf(reading.fields).map(({ head, columns, rows }) => (
        <div key={head} className={classesOfUi["scroll"]}>
          <table className={classes["fields"]} aria-label={columns[0]?.text}>
            <thead>
              <tr>
                {columns.map(({ name, text }) => (
                  <th key={name} scope="col">
                    {text}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, at) => (
                <tr key={at}>
                  {columns.map(({ name }) => {
                    const field = row.get(name);
                    return (
                      <td key={name}>
                        {field && value(field)}
                        {field && <Coded field={field} />}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ))}
    </Stack>
  );
}

/** What the program took it for, where that is not what stands on the page: a normalised value, a code. */
function Coded({ field }: { field: Field }) {
  const { value_text, code, system } = field;
  const shown = shownOf(field);
  const said = [value_text, code].filter((text) => text && text !== shown);
  if (!said.length) return null;
  return (
    <Text size="xs" c="dimmed" {...(system ? { title: system } : {})}>
      {said.join(" · ")}
    </Text>
  );
}
