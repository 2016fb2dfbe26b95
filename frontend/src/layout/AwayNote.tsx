import { Box } from "@mantine/core";
import { useConnection } from "../api/connection";
import { Notice } from "../components/Notice";
import { useNow } from "../components/useNow";
import { ago, timeOfDay } from "../text/format";

/** Says on every page that the service is silent, since when, and how old what is shown is. */
export function AwayNote() {
  const { awaySince, lastAnswer } = useConnection();
  const now = useNow();
  if (awaySince === undefined) return null;
  const since = `The service does not answer since ${timeOfDay(awaySince)}`;
  return (
    <Box mb="md">
      <Notice color="red" title={since} sign="✗" role="alert">
        {lastAnswer === undefined
          ? "Nothing was heard of it yet."
          : `What is shown is as of ${timeOfDay(lastAnswer)}, ${ago(new Date(lastAnswer).toISOString(), now)}.`}{" "}
        It is asked again every few seconds, and the page continues by itself.
      </Notice>
    </Box>
  );
}
