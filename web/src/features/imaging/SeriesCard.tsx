import { Group, Stack, Text } from "@mantine/core";
import { Link } from "react-router";
import { LinkButton } from "@/ui/LinkButton";
import { Remarks } from "@/ui/Remarks";
import { State } from "@/ui/State";
import { Surface } from "@/ui/Surface";
import { useWords } from "@/words";
import { factsOf } from "./facts";
import classes from "./imaging.module.css";
import { fileOf, type Segmentation, type Series } from "./queries";
import { StoredPicture } from "./StoredPicture";

/** A series at a glance: its picture, what it is, how much of it could be measured. */
export function SeriesCard({
  series,
  segmentation,
}: {
  series: Series;
  segmentation: Segmentation | undefined;
}) {
  const words = useWords();
  const { t, language, moment } = words;
  const reported = segmentation?.segments.filter(({ measurements }) => measurements.length).length ?? 0;
  return (
    <Surface p="md">
      <div className={classes["card"]}>
        {segmentation ? (
          <Link to={`/series/${series.id}`} aria-label={t("open-viewer")}>
            <StoredPicture
              artifact={fileOf(segmentation, `axial.${language}.png`)}
              alt={t("picture-axial")}
              className={classes["thumbnail"]}
            />
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
            {segmentation && segmentation.version > 1 && (
              <Text size="sm" c="dimmed">
                {t("version-number", { version: segmentation.version })}
              </Text>
            )}
          </Group>
          <Remarks remarks={series.remarks} />
          <LinkButton to={`/series/${series.id}`} size="xs">
            {t("open-viewer")}
          </LinkButton>
        </Stack>
      </div>
    </Surface>
  );
}
