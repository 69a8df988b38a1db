import { Button, Menu, Text } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { save } from "@/api/files";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { useWords } from "@/words";
import { type Reading, useVersions } from "./queries";

const FORMS = [
  ["pdf", "pdf"],
  ["text", "txt"],
  ["markdown", "md"],
  ["hocr", "html"],
  ["alto", "xml"],
  ["fhir", "json"],
] as const;

/** The export formats of the version that is shown. */
export function ExportMenu({ reading: { document, version } }: { reading: Reading }) {
  const { t } = useWords();
  const versions = useVersions(document.id);
  const isFiled =
    version.is_filed || versions.data?.some(({ number, is_filed }) => number === version.number && is_filed);
  const taking = useMutation({
    mutationFn: ([form, suffix]: readonly [string, string]) =>
      save(
        `/documents/${document.id}/export?form=${form}&number=${version.number}`,
        `document-${version.number}.${suffix}`,
      ),
  });
  return (
    <>
      {taking.isError && <ProblemNotice error={taking.error} onRetry={() => taking.reset()} />}
      <Menu position="bottom-end">
        <Menu.Target>
          <Button
            size="xs"
            variant="default"
            loading={taking.isPending}
            leftSection={<IconDownload size={14} aria-hidden />}
          >
            {t("export")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {FORMS.map((form) => (
            <Menu.Item
              key={form[0]}
              disabled={form[0] === "pdf" && !isFiled}
              onClick={() => taking.mutate(form)}
            >
              {t(`export-${form[0]}`)}
              {form[0] === "pdf" && !isFiled && (
                <Text size="xs" c="dimmed">
                  {t("export-pdf-later")}
                </Text>
              )}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
