import type { Run, RunState } from "../../api/types";
import { Notice } from "../../components/Notice";
import { stateStyle } from "../../text/states";

const notable: RunState[] = ["FAILED", "CANCELLED", "CANCELLING", "QUEUED"];

/** Why the run is where it is, for the states in which a person wants to know. */
export function StateNote({ run }: { run: Run }) {
  if (!notable.includes(run.state)) return null;
  const { sign, color, word } = stateStyle(run.state);
  const fallback = run.state === "QUEUED" ? "Waiting for a free slot of a worker." : "No reason was given.";
  return (
    <Notice color={color} sign={sign} title={`This run is ${word}`.replace("is failed", "failed").replace("is cancelled", "was cancelled")}>
      {run.reason === "" ? fallback : run.reason}
    </Notice>
  );
}
