import { Card, Group, Text } from "@mantine/core";
import { useEffect, useRef } from "react";
import { useLog } from "../../api/useRun";
import { CopyText } from "../../components/CopyText";
import { EmptyNote } from "../../components/EmptyNote";
import { Loaded } from "../../components/Loaded";
import { LoadingRows } from "../../components/LoadingRows";

const nearTheEndPixels = 40;

/** The log; it follows the newest line unless the reader scrolled up. */
export function LogTab({ run, isMoving }: { run: string; isMoving: boolean }) {
  const answer = useLog(run, isMoving);
  return (
    <Loaded query={answer} loading={<LoadingRows rows={4} />}>
      {(lines) => <Lines lines={lines} />}
    </Loaded>
  );
}

function Lines({ lines }: { lines: string[] }) {
  const box = useRef<HTMLPreElement>(null);
  const isFollowing = useRef(true);
  useEffect(() => {
    if (box.current && isFollowing.current) box.current.scrollTop = box.current.scrollHeight;
  }, [lines]);
  if (lines.length === 0)
    return (
      <EmptyNote title="The log is empty">
        <Text>Nothing was written yet.</Text>
      </EmptyNote>
    );
  const watch = (target: HTMLElement) => {
    isFollowing.current = target.scrollHeight - target.scrollTop - target.clientHeight < nearTheEndPixels;
  };
  return (
    <Card withBorder>
      <Group justify="space-between" mb="xs">
        <Text size="sm" c="dimmed">
          {lines.length} {lines.length === 1 ? "line" : "lines"}
        </Text>
        <CopyText text={lines.join("\n")}>Copy the log</CopyText>
      </Group>
      <pre ref={box} className="log" tabIndex={0} role="log" aria-label="Log" onScroll={(event) => watch(event.currentTarget)}>
        {lines.join("\n")}
      </pre>
    </Card>
  );
}
