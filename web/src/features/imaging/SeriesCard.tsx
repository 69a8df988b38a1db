import { Group, Stack, Text } from "@mantine/core";
import { Link } from "react-router";
import { MarkBadge } from "@/features/findings/Marked";
import type { Marks } from "@/features/findings/queries";
import { LinkButton } from "@/ui/LinkButton";
import { Warnings } from "@/ui/Warnings";
import { State } from "@/ui/State";
import { Surface } from "@/ui/Surface";
import { useWords } from "@/words";
import { factsOf } from "./facts";
import classes from "./imaging.module.css";
import { isMeasured } from "./measuring";
import { fileOf, type Segmentation, type Series } from "./queries";
import { StoredPicture } from "./StoredPicture";

interface Props {
  series: Series;
  segmentation: Segmentation | undefined;
  marks: Marks;
}

/** A series in a list: its picture, its facts and how many organs were measured. */
export function SeriesCard({ series, segmentation, marks }: Props) {
  const words = useWords();
  const { t, language, moment } = words;
  const reported = segmentation?.segments.filter(isMeasured).length ?? 0;
  const picture = segmentation && fileOf(segmentation, `axial.${language}.png`);
  return (
    <Surface p="md">
      <div className={classes["card"]}>
        {segmentation ? (
          <Link to={`/series/${series.id}`} aria-label={t("open-viewer")}>
            <StoredPicture artifact={picture} alt={t("picture-axial")} className={classes["thumbnail"]} />
          </Link>
        ) : (
          <div className={classes["thumbnail"]} />
        )}
        <Stack gap="xs" align="flex-start">
          <Text fw={600}>{factsOf(series, words).join(" · ")}</Text>
          <Text size="sm" c="dimmed">
            {moment(series.created_at)}
          </Text>
          <Group gap="xs">
            <State tone={segmentation ? "good" : "quiet"}>
              {segmentation
                ? t("organs-measured", { reported, asked: segmentation.segments.length })
                : t("not-segmented")}
            </State>
            <MarkBadge mark={marks.get(picture ?? "")} />
            {segmentation && segmentation.version > 1 && (
              <Text size="sm" c="dimmed">
                {t("version-number", { version: segmentation.version })}
              </Text>
            )}
          </Group>
          <Warnings notes={series.notes} />
          <LinkButton to={`/series/${series.id}`} size="xs">
            {t("open-viewer")}
          </LinkButton>
        </Stack>
      </div>
    </Surface>
  );
}
