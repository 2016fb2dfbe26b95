import { Anchor, Box } from "@mantine/core";
import { Link } from "react-router";
import { api } from "../api/client";
import { isAway } from "../api/connection";
import { Notice } from "../components/Notice";

const usualMillis = 5_000;
const whileAwayMillis = 2_000;

/** Says on every page when nothing will start. Being on every page, it is also who notices that the service is back. */
export function PausedNote() {
  const { data } = api.useQuery(
    "get",
    "/api/v1/queue",
    {},
    { refetchInterval: () => (isAway() ? whileAwayMillis : usualMillis), retry: false },
  );
  if (!data?.paused) return null;
  return (
    <Box mb="md">
      <Notice color="orange" title="The queue is paused" sign="!" role="status">
        New runs wait{data.reason === "" ? "" : `: ${data.reason}`}.{" "}
        <Anchor component={Link} underline="always" to="/workers" size="sm">
          Resume it on the workers page
        </Anchor>
      </Notice>
    </Box>
  );
}
