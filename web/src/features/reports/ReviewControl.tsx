import { Button, Group, Popover, SegmentedControl, Stack, Textarea } from "@mantine/core";
import { IconCheck, IconMessage2, IconPencil, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { Form } from "@/ui/Form";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { useWords } from "@/words";
import { type Statement, useReview, type Verdict } from "./queries";

const ICONS = { accepted: IconCheck, amended: IconPencil, rejected: IconX };
const COLOURS = { accepted: "teal", amended: "yellow", rejected: "red" };
const VERDICTS: Verdict[] = ["accepted", "amended", "rejected"];

/** Accept, amend or reject one sentence of a preliminary report. The button shows the verdict. */
export function ReviewControl({ report, statement }: { report: string; statement: Statement }) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const said = statement.review?.verdict;
  const Icon = said ? ICONS[said] : IconMessage2;
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      width={340}
      position="bottom-end"
      trapFocus
      returnFocus
      withinPortal
    >
      <Popover.Target>
        <Button
          size="compact-xs"
          variant={said ? "light" : "default"}
          color={said ? COLOURS[said] : "gray"}
          leftSection={<Icon size={13} aria-hidden />}
          aria-label={t(said ? "reviewed-as" : "review-of", {
            statement: statement.text,
            verdict: said ? t(`verdict-${said}`) : "",
          })}
          onClick={() => setOpen(!isOpen)}
        >
          {t(said ? `verdict-${said}` : "review")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t("review")}>
        {isOpen && <ReviewForm report={report} statement={statement} onDone={() => setOpen(false)} />}
      </Popover.Dropdown>
    </Popover>
  );
}

interface Props {
  report: string;
  statement: Statement;
  onDone: () => void;
}

function ReviewForm({ report, statement, onDone }: Props) {
  const { t } = useWords();
  const [verdict, setVerdict] = useState<Verdict>(statement.review?.verdict ?? "accepted");
  const [reason, setReason] = useState(statement.review?.reason ?? "");
  const [words, setWords] = useState(statement.review?.words ?? "");
  const review = useReview(report);
  const isAccepted = verdict === "accepted";
  const isAmended = verdict === "amended";
  const isWhole = isAccepted || (reason.trim() !== "" && (!isAmended || words.trim() !== ""));
  const send = () =>
    review.mutate(
      {
        statement: statement.id,
        verdict,
        reason: isAccepted ? "" : reason.trim(),
        words: isAmended ? words.trim() : "",
      },
      { onSuccess: onDone },
    );
  return (
    <Form label={t("review")} onSubmit={send}>
      <Stack gap="xs">
        <SegmentedControl
          size="xs"
          fullWidth
          aria-label={t("verdict")}
          value={verdict}
          onChange={setVerdict}
          data={VERDICTS.map((name) => ({ value: name, label: t(`verdict-${name}`) }))}
        />
        {isAmended && (
          <Textarea
            label={t("corrected-text")}
            autosize
            minRows={2}
            maxLength={4000}
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
          />
        )}
        {!isAccepted && (
          <Textarea
            label={t("reason")}
            autosize
            minRows={2}
            maxLength={1000}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
        {review.isError && <ProblemNotice error={review.error} />}
        <Group>
          <Button type="submit" size="xs" loading={review.isPending} disabled={!isWhole}>
            {t("save")}
          </Button>
        </Group>
      </Stack>
    </Form>
  );
}
