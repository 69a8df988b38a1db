import { Button, Checkbox, Group, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Schemas } from "@/api/client";
import { Form } from "@/ui/Form";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { Surface } from "@/ui/Surface";
import { useWords } from "@/words";
import { type Event, EVENTS, keyOf, useRegister } from "./queries";

/** The form of a new webhook: its address and its events. */
export function RegisterForm({ onMade }: { onMade: (made: Schemas["NewEndpointOut"]) => void }) {
  const { t } = useWords();
  const [url, setUrl] = useState("");
  const [events, setEvents] = useState<string[]>(EVENTS);
  const registering = useRegister();
  const register = () =>
    registering.mutate(
      { url: url.trim(), events: events as Event[] },
      {
        onSuccess: (made) => {
          onMade(made);
          setUrl("");
        },
      },
    );
  return (
    <Surface p="md">
      <Form label={t("webhook-new")} onSubmit={register}>
        <Stack gap="sm">
          <TextInput
            label={t("webhook-url")}
            description={t("webhook-url-about")}
            type="url"
            inputMode="url"
            autoComplete="off"
            maxLength={500}
            value={url}
            onChange={(event) => setUrl(event.currentTarget.value)}
          />
          <Checkbox.Group label={t("webhook-events")} value={events} onChange={setEvents}>
            <Group mt={6}>
              {EVENTS.map((event) => (
                <Checkbox key={event} value={event} label={t(keyOf(event))} />
              ))}
            </Group>
          </Checkbox.Group>
          {registering.isError && <ProblemNotice error={registering.error} />}
          <Group>
            <Button type="submit" loading={registering.isPending} disabled={!url.trim() || !events.length}>
              {t("webhook-new")}
            </Button>
          </Group>
        </Stack>
      </Form>
    </Surface>
  );
}
