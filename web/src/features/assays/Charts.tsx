import { Skeleton, Title } from "@mantine/core";
import { contentOf } from "@/api/files";
import { useStoredUrl } from "@/api/useStored";
import { Surface } from "@/ui/Surface";
import { useWords } from "@/words";
import classes from "./assays.module.css";
import type { RiskScore } from "./queries";

/** What only the server can draw, as it knows the patients of the training. */
const KINDS = ["position", "calibration"] as const;

/** Where the specimen stands among the patients of the training, and how far the model's probabilities hold. */
export function Charts({ score }: { score: RiskScore }) {
  const { t, language } = useWords();
  return KINDS.map((kind) => {
    const file = score.files.find(({ name }) => name === `${kind}.${language}.png`);
    return (
      file && (
        <Surface key={kind} p="md">
          <Title order={2} size="h5" mb="xs">
            {t(`chart-${kind}`)}
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
