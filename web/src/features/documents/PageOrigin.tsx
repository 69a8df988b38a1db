import { Anchor, Button, Group, Text } from "@mantine/core";
import { IconBuilding, IconWorldUpload } from "@tabler/icons-react";
import { Link } from "react-router";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { useWords } from "@/words";
import { useConsent, useReadExternally } from "./consent";
import type { Document, Page } from "./queries";

interface Props {
  document: Document;
  page: Page;
  /** Whether it may be read anew: the newest version, by who may have documents read. */
  isRepeatable: boolean;
}

/** The engine that read the page, and whether its image was sent to an external service. */
export function PageOrigin({ document, page, isRepeatable }: Props) {
  const { t, has } = useWords();
  const engine = `engine-${page.engine}`;
  const Icon = page.has_left === false ? IconBuilding : IconWorldUpload;
  const left = page.has_left === null ? "may-be-sent" : page.has_left ? "sent" : "local";
  return (
    <Group gap={8} wrap="nowrap" align="flex-start">
      <Icon size={16} stroke={1.7} aria-hidden style={{ flex: "none", marginTop: 2 }} />
      <Text size="sm" component="div">
        {t("page-read-by", { number: page.number, engine: has(engine) ? t(engine) : page.engine })}{" "}
        {t(`page-${left}`)}
        {isRepeatable && <Repeating document={document} />}
      </Text>
    </Group>
  );
}

/** The button of the external OCR service, where the organisation has consented to it. */
function Repeating({ document }: { document: Document }) {
  const { t } = useWords();
  const consent = useConsent();
  const reading = useReadExternally(document);
  if (!consent.data?.is_offered || !consent.data.given_at) return null;
  return (
    <div>
      {reading.isError && <ProblemNotice error={reading.error} onRetry={() => reading.reset()} />}
      {reading.isSuccess ? (
        <Text size="sm" role="status">
          {t("read-externally-requested")}{" "}
          <Anchor component={Link} to="/" size="sm" underline="always">
            {t("worklist")}
          </Anchor>
        </Text>
      ) : (
        <Button
          size="compact-sm"
          variant="default"
          mt={6}
          loading={reading.isPending}
          onClick={() => reading.mutate()}
        >
          {t("read-externally")}
        </Button>
      )}
    </div>
  );
}
