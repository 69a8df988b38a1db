import { Skeleton, Title } from "@mantine/core";
import { contentOf } from "@/api/files";
import { useStoredUrl } from "@/api/useStored";
import { MarkBadge } from "@/features/findings/Marked";
import type { Marks } from "@/features/findings/queries";
import { Surface } from "@/ui/Surface";
import { useWords } from "@/words";
import classes from "./assays.module.css";
import type { RiskScore } from "./queries";

/** Charts drawn by the server, which has the training data. */
const KINDS = ["position", "calibration"] as const;

/** The position of the specimen among the training patients, and the calibration of the model. */
export function Charts({ score, marks }: { score: RiskScore; marks: Marks }) {
  const { t, language } = useWords();
  return KINDS.map((kind) => {
    const file = score.files.find(({ name }) => name === `${kind}.${language}.png`);
    return (
      file && (
        <Surface key={kind} p="md">
          <Title order={2} size="h5" mb="xs">
            {t(`chart-${kind}`)}
            <MarkBadge mark={marks.get(file.artifact)} />
          </Title>
          <Chart artifact={file.artifact} text={t(`chart-${kind}-about`)} />
        </Surface>
      )
    );
  });
}

function Chart({ artifact, text }: { artifact: string; text: string }) {
  const { url } = useStoredUrl(contentOf(artifact));
  return url ? <img src={url} alt={text} className={classes["chart"]} /> : <Skeleton h={220} />;
}
