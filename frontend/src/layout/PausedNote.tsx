import { Anchor, Box } from "@mantine/core";
import { Link } from "react-router";
import { api } from "../api/client";
import { Notice } from "../components/Notice";

/** Says on every page when nothing will start. */
export function PausedNote() {
  const { data } = api.useQuery("get", "/api/v1/queue", {}, { refetchInterval: 15_000 });
  if (!data?.paused) return null;
  return (
    <Box mb="md"><Notice color="orange" title="The queue is paused" sign="⏸" role="status">
      New runs wait{data.reason === "" ? "" : `: ${data.reason}`}. <Anchor component={Link} to="/workers" size="sm">Resume it on the workers page</Anchor>
    </Notice></Box>
  );
}
