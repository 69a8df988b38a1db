import { Button, Group, Stack, Text } from "@mantine/core";
import { useSearchParams } from "react-router";
import { useMe } from "@/api/me";
import { More } from "@/ui/More";
import { QueryResult } from "@/ui/QueryResult";
import { Surface } from "@/ui/Surface";
import { useWords } from "@/words";
import classes from "./documents.module.css";
import { type Reading, useVersions, type Version } from "./queries";
import { VersionComparison } from "./VersionComparison";

/** Every version: who read, corrected and confirmed it, and its comparison with the previous one. */
export function Versions({ reading }: { reading: Reading }) {
  const { t, moment } = useWords();
  const versions = useVersions(reading.document.id);
  const [search, setSearch] = useSearchParams();
  const shown = reading.version.number;
  const isCompared = search.get("compare") === "yes";
  const go = (number: number, compare: boolean) =>
    setSearch(
      { view: "versions", number: String(number), ...(compare ? { compare: "yes" } : {}) },
      { replace: true },
    );
  return (
    <QueryResult query={versions}>
      {(all) => (
        <Stack gap="md">
          <Surface>
            <ul className={classes["list"]} aria-label={t("versions")}>
              {all.map((version) => (
                <li
                  key={version.number}
                  className={classes["row"]}
                  aria-current={version.number === shown || undefined}
                >
                  <div>
                    <Text size="sm" fw={version.number === shown ? 650 : 400}>
                      {t("version-number", { version: version.number })} · <Who version={version} />
                    </Text>
                    <Text size="xs" c="dimmed">
                      {[
                        moment(version.created_at),
                        version.corrections.length &&
                          t("checked-count", { count: version.corrections.length }),
                        version.confirmed_by.length &&
                          t("confirmed-by-count", { count: version.confirmed_by.length }),
                      ]
                        .filter(Boolean)
                        .join(" · ")}
                    </Text>
                  </div>
                  <Group gap={6}>
                    {version.number !== shown && (
                      <Button size="compact-xs" variant="default" onClick={() => go(version.number, false)}>
                        {t("show-version")}
                      </Button>
                    )}
                    {version.number > 1 && !(isCompared && version.number === shown) && (
                      <Button size="compact-xs" variant="default" onClick={() => go(version.number, true)}>
                        {t("compare-version")}
                      </Button>
                    )}
                  </Group>
                </li>
              ))}
            </ul>
            <More list={versions} />
          </Surface>
          {isCompared && shown > 1 && <VersionComparison reading={reading} />}
        </Stack>
      )}
    </QueryResult>
  );
}

function Who({ version }: { version: Version }) {
  const { t } = useWords();
  const me = useMe();
  if (version.corrected_by === null) return t("by-machine");
  return t(version.corrected_by === me.data?.id ? "by-you" : "by-colleague");
}
